import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Mantine asks for ten shades; the desk has one ink, and its variables stand in `theme.css`. */
const act: MantineColorsTuple = [
  "var(--chosen)",
  "var(--chosen)",
  "var(--chosen)",
  "var(--act)",
  "var(--act)",
  "var(--act)",
  "var(--act)",
  "var(--act)",
  "var(--act)",
  "var(--act)",
];

const field = { defaultProps: { size: "xs" } };

/** How Mantine's controls are drawn here: 13 px text, 32 px rows, motion of at most 150 ms. */
export const theme = createTheme({
  primaryColor: "act",
  colors: { act },
  fontFamily: "var(--font-screen)",
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Input: {
      vars: () => ({ wrapper: { "--input-height": "2rem", "--input-fz": "0.8125rem" } }),
    },
    InputWrapper: field,
    TextInput: field,
    PasswordInput: field,
    NumberInput: field,
    Select: {
      defaultProps: {
        size: "xs",
        checkIconPosition: "right",
        comboboxProps: { transitionProps: { duration: 0 }, shadow: "sm" },
      },
    },
    TagsInput: field,
    Switch: field,
    SegmentedControl: { defaultProps: { size: "xs", transitionDuration: 120 } },
    Button: {
      defaultProps: { size: "xs", variant: "filled" },
      vars: () => ({ root: { "--button-height": "2rem" } }),
    },
    ActionIcon: {
      defaultProps: { variant: "subtle", size: "2rem", color: "act" },
    },
    Tooltip: {
      defaultProps: { openDelay: 400, withinPortal: true, transitionProps: { duration: 0 } },
    },
    Menu: { defaultProps: { shadow: "sm", transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 0 } } },
  },
});
