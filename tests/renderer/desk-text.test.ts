import { expect, test } from "vitest";
import { RULES, type Finding } from "#core/article";
import type { LibraryProblem, Recovery } from "#core/bridge";
import type { PictureProblem } from "#core/media";
import type { Difference, PublishProblem } from "#core/publishing";
import {
  connectionProblemTold,
  differenceText,
  libraryProblemTold,
  momentOf,
  pictureNotKeptTold,
  pictureProblemTold,
  publishProblemTold,
  recoveriesTold,
  type Told,
} from "../../renderer/text/index.ts";
import { deskText } from "../../renderer/text/desk.ts";
import { editorText } from "../../renderer/text/editor.ts";
import { libraryText } from "../../renderer/text/library.ts";
import { namesRoomText } from "../../renderer/text/names-room.ts";
import { publishText } from "../../renderer/text/publish.ts";
import { settingsText } from "../../renderer/text/settings.ts";

/** One problem of every kind: a new kind without its line here is a type error. */
type OfEachKind<Problem extends { readonly kind: string }> = {
  readonly [Kind in Problem["kind"]]: Extract<Problem, { readonly kind: Kind }>;
};

const library: OfEachKind<LibraryProblem> = {
  diskFull: { kind: "diskFull", path: "/srv/Library" },
  notWritable: { kind: "notWritable", path: "/srv/Library" },
  libraryGone: { kind: "libraryGone", path: "/media/usb" },
  storyUnknown: { kind: "storyUnknown", id: "x" },
  storyUnreadable: {
    kind: "storyUnreadable",
    path: "/srv/Library/2026/11/a",
    missing: "story.log",
    why: "damaged",
  },
};

const pictures: OfEachKind<PictureProblem> = {
  emptyFile: { kind: "emptyFile", file: "a.jpg" },
  notAPicture: { kind: "notAPicture", file: "a.jpg" },
  pictureDamaged: { kind: "pictureDamaged", file: "a.jpg" },
  formatNotTaken: { kind: "formatNotTaken", file: "a.heic", format: "heic" },
  tooManyPixels: { kind: "tooManyPixels", file: "a.png", megapixels: 300, most: 150 },
  fileTooLarge: { kind: "fileTooLarge", file: "a.tiff", sizeBytes: 2e8, mostBytes: 1e8 },
};

const host = "bao.example";
const difference: Difference = { what: "caption", expected: "Quang cảnh buổi lễ" };
const publishing: OfEachKind<PublishProblem> = {
  siteUnreachable: { kind: "siteUnreachable", host },
  certificateRefused: { kind: "certificateRefused", host },
  hostKeyUnknown: { kind: "hostKeyUnknown", host, fingerprint: "SHA256:a" },
  hostKeyChanged: { kind: "hostKeyChanged", host, fingerprint: "SHA256:b", trusted: "SHA256:a" },
  folderGone: { kind: "folderGone", path: "/mnt/tin" },
  placeFull: { kind: "placeFull", host },
  siteSlow: { kind: "siteSlow", host, waitedMs: 30_000 },
  siteBusy: { kind: "siteBusy", host, status: 503 },
  siteMoved: { kind: "siteMoved", host, location: "https://elsewhere.example/" },
  notTheApi: { kind: "notTheApi", host },
  signInRefused: { kind: "signInRefused", host },
  notAllowed: { kind: "notAllowed", host, act: "upload" },
  pictureRefused: { kind: "pictureRefused", host, file: "a.jpg", said: "too big" },
  storyRefused: { kind: "storyRefused", host, said: "" },
  goneFromSite: { kind: "goneFromSite", host },
  changedOnSite: { kind: "changedOnSite", host, changedAt: "2026-11-22T07:00:00Z" },
  olderThanSite: { kind: "olderThanSite", host },
  sectionNotMapped: { kind: "sectionNotMapped", host, section: "Thời sự" },
  pictureLost: { kind: "pictureLost", file: "a.jpg" },
  pageDiffers: { kind: "pageDiffers", host, missing: [difference] },
  nothingNew: { kind: "nothingNew", url: `https://${host}/a.html`, publishedAt: "2026-11-22T07:00:00Z" },
  notOnSite: { kind: "notOnSite", host },
  aimUnknown: { kind: "aimUnknown", aim: "draft" },
  alreadyPublic: { kind: "alreadyPublic", url: `https://${host}/a.html` },
  targetUnknown: { kind: "targetUnknown" },
  storyTrashed: { kind: "storyTrashed" },
  preflightBlocks: { kind: "preflightBlocks", rules: ["leadMissing"] },
};

const recoveries: OfEachKind<Recovery> = {
  logCut: { kind: "logCut", keptAside: "story.log.bad", lostBytes: 12, lastGoodAt: null },
  readFromJson: { kind: "readFromJson", path: "story.json" },
  foreignFiles: { kind: "foreignFiles", files: ["Thumbs.db"] },
  picturesMissing: { kind: "picturesMissing", files: ["a.jpg"] },
};

const LANGUAGES = ["vi", "en"] as const;
const time = () => "14:05";

function expectASentence(text: string): void {
  expect(text).toMatch(/^\p{Lu}|^[a-z0-9.-]+\s/u);
  expect(text).toMatch(/[.!?]$/);
  expect(text).not.toMatch(/undefined|null|NaN|\[object|\b(HTTP|API|JSON|errno|E[A-Z]{4,})\b/);
  expect(text).toBe(text.normalize("NFC"));
}

function expectTold(one: Told): void {
  expectASentence(one.what);
  if (one.lost !== "") expectASentence(one.lost);
  expectASentence(one.todo);
}

for (const language of LANGUAGES) {
  test(`every problem says in ${language} what happened and what to do`, () => {
    for (const problem of Object.values(library)) expectTold(libraryProblemTold(problem, language));
    for (const problem of Object.values(library)) expectTold(pictureNotKeptTold(problem, language));
    for (const problem of Object.values(pictures)) expectTold(pictureProblemTold(problem, language));
    for (const problem of Object.values(publishing)) expectTold(publishProblemTold(problem, language, time));
    for (const recovery of Object.values(recoveries))
      for (const one of recoveriesTold([recovery], language, time)) expectTold(one);
  });

  test(`every rule of the preflight has its line in ${language}`, () => {
    for (const rule of RULES) {
      const finding: Finding = { rule, weight: "block", place: { at: "headline" }, count: 2 };
      expect(publishText[language].sayFinding(finding, 50)).not.toBe("");
      expect(publishText[language].rules[rule]).not.toBe("");
    }
  });
}

test("a log that was cut and read from its copy is one damage, told without contradiction", () => {
  for (const language of LANGUAGES) {
    const all = recoveriesTold(Object.values(recoveries), language, time);
    expect(all).toHaveLength(3);
    expect(all[0]!.files).toEqual(["story.log.bad", "story.json"]);
    expectTold(all[0]!);
    expect(all[0]!.what).not.toMatch(/không còn|gone/);
  }
});

test("a connection test speaks of the connection, never of a story", () => {
  const ofStories = [
    "pageDiffers",
    "storyRefused",
    "pictureRefused",
    "pictureLost",
    "goneFromSite",
    "changedOnSite",
  ];
  const others = [
    ...ofStories,
    "olderThanSite",
    "sectionNotMapped",
    "nothingNew",
    "notOnSite",
    "aimUnknown",
    "alreadyPublic",
    "targetUnknown",
    "storyTrashed",
    "preflightBlocks",
  ];
  for (const language of LANGUAGES)
    for (const kind of ["site", "wordpress", "ghost", "handover"] as const)
      for (const problem of Object.values(publishing)) {
        const one = connectionProblemTold(problem, kind, language);
        expectTold(one);
        if (!others.includes(problem.kind))
          expect(Object.values(one).join(" ")).not.toMatch(/\bBài\b|\bbài (?!của)|hộp gửi|story|outbox/u);
      }
});

test("what happens is told in the reader's own language", () => {
  for (const problem of Object.values(publishing)) {
    expect(publishProblemTold(problem, "vi", time).what).not.toBe(
      publishProblemTold(problem, "en", time).what,
    );
  }
  expect(differenceText(difference, "vi")).toBe("chú thích ảnh “Quang cảnh buổi lễ”");
  expect(differenceText({ what: "lead", expected: "" }, "en")).toBe("lead");
  for (const language of LANGUAGES) {
    expect(differenceText({ what: "pictureStays", expected: "https://h/a.jpg" }, language)).toMatch(
      /(?:ảnh vẫn còn ở|picture is still at) “https:/,
    );
  }
});

test("both languages have the same sentences, none empty", () => {
  const namesIn = (value: unknown, at: string): readonly string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => namesIn(inner, `${at}.${name}`))
      : value === ""
        ? [`${at} is empty`]
        : [at];
  for (const area of [deskText, editorText, libraryText, namesRoomText, publishText, settingsText]) {
    const vi = namesIn(area.vi, "");
    expect(vi.filter((name) => name.endsWith("is empty"))).toEqual([]);
    expect(namesIn(area.en, "")).toEqual(vi);
  }
});

test("one thing has one name: a key, a state and a place are called the same wherever they are spoken of", () => {
  for (const language of ["vi", "en"] as const) {
    const desk = deskText[language];
    const next = editorText[language].commands.nextFlag;
    expect([desk.flagNext, desk.commands.nextFlag]).toEqual([next, next]);
    expect(desk.keysHelp.toLowerCase()).toBe(desk.keysTitle.toLowerCase());
  }
  const said = JSON.stringify(
    [deskText.vi, editorText.vi, libraryText.vi, publishText.vi, settingsText.vi],
    (_, part: unknown) => (typeof part === "function" ? String(part) : part),
  );
  // Saved is "lưu", underlined is "gạch chân" ("gạch" alone is crossed out), what is lost is the "kết nối".
  expect(said.match(/Đang ghi|tự ghi|Chưa ghi được|bị gạch(?! chân)|mất liên (?:lạc|hệ)/giu)).toBeNull();
});

test("times are written as a newsroom writes them", () => {
  const now = new Date(2026, 10, 22, 16, 0);
  expect(momentOf(new Date(2026, 10, 22, 9, 5), "vi", now)).toBe("09:05");
  expect(momentOf(new Date(2026, 10, 21, 9, 5), "vi", now)).toBe("09:05, 21-11");
  expect(momentOf(new Date(2025, 10, 21, 9, 5), "vi", now)).toBe("09:05, 21-11-2025");
  expect(momentOf(new Date(2026, 10, 21, 9, 5), "en", now)).toBe("09:05, 21 Nov");
});
