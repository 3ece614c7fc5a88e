import { expect, test } from "vitest";
import { createNameLearner, entryFrom, namesIn, NameRegister, type PastStory } from "#core/language";
import { registerOf } from "./desk.ts";

function story(id: string, day: string, ...texts: readonly string[]): PastStory {
  return { id, day, passages: texts.map((text) => ({ place: "paragraph", text })) };
}

const STORIES = [
  story(
    "b",
    "2026-03-02",
    "Sáng nay, bộ trưởng Bộ Quốc phòng Phan Văn Giang đến xã Đồng Tâm.",
    "Ông Phan Văn Giang nói.",
  ),
  story(
    "a",
    "2026-02-01",
    "Đại tướng Phan Văn Giang, Ủy viên Bộ Chính trị, họp với Bộ Công Thương ở xã Đồng Tâm.",
  ),
  story("c", "2026-04-03", "Theo Bộ Công Thương, Phan Văn Giàng đã về. Anh Lê Văn Tư ở lại."),
];

test("N18 people are proposed with offices, ranks, stories, days and slips", () => {
  const [person] = namesIn(STORIES).filter(({ kind }) => kind === "person");
  expect(person).toEqual({
    kind: "person",
    name: "Phan Văn Giang",
    count: 4,
    forms: [],
    slips: [{ text: "Phan Văn Giàng", count: 1 }],
    offices: [
      { title: "Bộ trưởng", body: "Bộ Quốc phòng", count: 1, firstDay: "2026-03-02", lastDay: "2026-03-02" },
      { title: "Ủy viên", body: "Bộ Chính trị", count: 1, firstDay: "2026-02-01", lastDay: "2026-02-01" },
    ],
    ranks: [{ title: "Đại tướng", body: "", count: 1, firstDay: "2026-02-01", lastDay: "2026-02-01" }],
    stories: ["b", "a", "c"],
    firstDay: "2026-02-01",
    lastDay: "2026-04-03",
  });
  expect(entryFrom(person!)).toMatchObject({
    name: "Phan Văn Giang",
    offices: [
      { title: "Bộ trưởng", body: "Bộ Quốc phòng" },
      { title: "Ủy viên", body: "Bộ Chính trị" },
    ],
    ranks: [{ rank: "Đại tướng" }],
  });
});

test("N18 organisations and places are proposed when met twice, and people without title too", () => {
  const names = namesIn(STORIES).map(({ kind, name, count }) => [kind, name, count]);
  expect(names).toContainEqual(["organisation", "Bộ Công Thương", 2]);
  expect(names).toContainEqual(["place", "xã Đồng Tâm", 2]);
  expect(names.flat()).not.toContain("Lê Văn Tư");
});

test("N18 what the register has is proposed no more", () => {
  const register = registerOf(
    "người,Phan Văn Giang,,,,,,,,",
    "tổ chức,Bộ Công thương,,,,,,,,",
    "nơi,Đồng Tâm,,,,,,,,",
  );
  expect(namesIn(STORIES, register)).toEqual([]);
});

test("N18 a former office, or what is said between an office and a name, is no office", () => {
  const [person] = namesIn([
    story("a", "2026-01-01", "Nguyên Bộ trưởng Lê Văn Tư. Thủ tướng đã tiếp Lê Văn Tư. Lê Văn Tư, ông Ba."),
  ]);
  expect(person).toMatchObject({ name: "Lê Văn Tư", count: 3, offices: [] });
});

test("N18 the holder of an office of a unit is learned, and not its name", () => {
  const text = "Chủ tịch UBND xã Lê Minh Tuấn nói. Ông Lê Minh Tuân đã đi. Ông Lê Minh Tuấn ở lại.";
  expect(namesIn([story("a", "2026-01-01", text)])).toMatchObject([
    { kind: "person", name: "Lê Minh Tuấn", count: 2, offices: [{ title: "Chủ tịch", body: "UBND xã" }] },
  ]);
  const ward = "Chủ tịch UBND phường Trần Phú đến. Phường Trần Phú và phường Trần Phú họp.";
  expect(namesIn([story("a", "2026-01-01", ward)]).map(({ kind, name }) => [kind, name])).toEqual([
    ["place", "phường Trần Phú"],
  ]);
});

test("N19 the order of other stories changes no count, and a proposal is a right entry", () => {
  const counts = (stories: readonly PastStory[]) =>
    namesIn(stories).map(({ name, count, slips }) => [name, count, slips]);
  expect(counts([...STORIES].reverse())).toEqual(counts(STORIES));
  expect(namesIn(STORIES)).toEqual(namesIn(STORIES));
  expect(NameRegister.safeParse(namesIn(STORIES).map(entryFrom)).success).toBe(true);
});

test("N19 of a hundred thousand names met once some thousands are kept in mind, and those met again stay", () => {
  const onsets = "bcdhlmnrstvx";
  const rimes = ["an", "am", "ang", "ai"];
  const word = (at: number) => onsets[at % 12]!.toUpperCase() + rimes[Math.floor(at / 12) % 4]!;
  function* many(): Generator<PastStory> {
    for (let at = 0; at < 1_000; at++) {
      const names = Array.from({ length: 100 }, (_, i) => {
        const n = at * 100 + i;
        return `Giám đốc Nguyễn ${word(n)} ${word(Math.floor(n / 48))} ${word(Math.floor(n / 2304))}.`;
      });
      yield story(`s${at}`, "2026-01-01", `${names.join(" ")} Giám đốc Trần Văn Ba.`);
    }
  }
  const names = namesIn(many());
  expect(names[0]).toMatchObject({ name: "Trần Văn Ba" });
  expect(names.length).toBeGreaterThan(20_000);
  expect(names.length).toBeLessThanOrEqual(40_100);
});

test("N19 stories read one after another propose the same names, asked meanwhile or not", () => {
  const learner = createNameLearner();
  for (const story of STORIES) {
    learner.read(story);
    learner.names();
  }
  expect(learner.names()).toEqual(namesIn(STORIES));
});
