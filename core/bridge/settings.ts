import { z } from "zod";
import { DEFAULT_RULES, MOST_HEADLINE_CHARACTERS, RULES } from "../article/index.ts";

/** Settings of this desk, checked when read from disk and when saved from a screen. */

export const Section = z.object({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1).max(80),
});

const Weight = z.enum(["block", "warn", "off"]);

export const Settings = z.object({
  /** "system" follows the system: Vietnamese where it is Vietnamese, English otherwise. */
  screenLanguage: z.enum(["system", "vi", "en"]),
  appearance: z.enum(["system", "light", "dark"]),
  /** Keep the page light in the dark. */
  lightPage: z.boolean(),
  checkSpelling: z.boolean(),
  /** Grammar of English stories, which takes some 300 MB while one is open. */
  checkGrammar: z.boolean(),
  /** The writer's own byline, offered for new stories. */
  byline: z.string().max(200),
  sections: z.array(Section).max(100),
  defaultTargetId: z.string(),
  preflight: z.object({
    weights: z.object(
      Object.fromEntries(RULES.map((rule) => [rule, Weight])) as Record<
        (typeof RULES)[number],
        typeof Weight
      >,
    ),
    headlineCharacters: z.number().int().min(20).max(MOST_HEADLINE_CHARACTERS),
    leadWords: z.number().int().min(5).max(500),
  }),
  /** Which panes are folded and how wide they are, for the screen alone. */
  panes: z.object({ library: z.boolean(), inspector: z.boolean() }),
});

export type Section = z.infer<typeof Section>;
export type Settings = z.infer<typeof Settings>;

/** A new desk's settings. The sections are those of a Vietnamese general news site. */
export const DEFAULT_SETTINGS: Settings = {
  screenLanguage: "system",
  appearance: "system",
  lightPage: false,
  checkSpelling: true,
  checkGrammar: false,
  byline: "",
  sections: [
    { slug: "thoi-su", name: "Thời sự" },
    { slug: "chinh-tri", name: "Chính trị" },
    { slug: "quoc-phong-an-ninh", name: "Quốc phòng - An ninh" },
    { slug: "kinh-te", name: "Kinh tế" },
    { slug: "xa-hoi", name: "Xã hội" },
    { slug: "van-hoa", name: "Văn hóa" },
    { slug: "the-thao", name: "Thể thao" },
    { slug: "quoc-te", name: "Quốc tế" },
  ],
  defaultTargetId: "site",
  preflight: { ...DEFAULT_RULES, weights: { ...DEFAULT_RULES.weights } },
  panes: { library: true, inspector: true },
};
