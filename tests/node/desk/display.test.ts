import { expect, test } from "vitest";
import { argumentsForX11 } from "#node/desk";

const WAYLAND = { WAYLAND_DISPLAY: "wayland-0", XDG_SESSION_TYPE: "wayland", DISPLAY: ":0" };

test("E11 on Wayland the program starts again on X11, once, with everything it was asked", () => {
  const again = argumentsForX11(["--library", "/l", "a.morasse"], WAYLAND, "linux");
  expect(again).toEqual(["--ozone-platform=x11", "--library", "/l", "a.morasse"]);
  expect(argumentsForX11(again!, WAYLAND, "linux")).toBeNull();
});

test("E11 it stays where a person chose, where there is no X11, and on every other system", () => {
  for (const arg of ["--wayland", "--ozone-platform=wayland", "--ozone-platform-hint=auto"]) {
    expect(argumentsForX11([arg], WAYLAND, "linux")).toBeNull();
  }
  expect(argumentsForX11([], { WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBeNull();
  expect(argumentsForX11([], { DISPLAY: ":0", XDG_SESSION_TYPE: "x11" }, "linux")).toBeNull();
  expect(argumentsForX11([], WAYLAND, "darwin")).toBeNull();
});
