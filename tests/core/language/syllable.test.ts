import { expect, test } from "vitest";
import {
  isSyllable,
  spelled,
  syllableOf,
  telexOf,
  TONES,
  tokensOf,
  withoutTones,
  withTone,
} from "#core/language";

test("L12 legal syllables of every shape", () => {
  const legal =
    "a ạ ăn ấm ê êm í iu im ý yên yếm yểu ô ông oong ơn ư ươm ưa uy uyên uyển oe oai oăm oắt uân uất uế khuỷu khuya " +
    "nghiêng nghĩa ngoằn ngoèo gì gìn giếng giữa giặt giục quốc quý quyết quạnh quẹo quắt quơ kỹ kĩ kẻ ghế nghe " +
    "nghỉ chuyện tuýp huơ thuở toòng xoong moóc thuyết loắt boong đường được hoà hòa thuỷ thủy huỷ hủy loè lòe";
  expect(legal.split(" ").filter((word) => !isSyllable(word))).toEqual([]);
});

test("L12 what no rule allows", () => {
  const illegal =
    "kà cê ngê gê ce ka nghà ghà qan qu ngh hoạchj tuỷên trưởngg tap hat mêc chưc nươc đuơng bwn abc w zoom fan " +
    "jazz iêt kuý giia hồgn lđ đđ ươ iê uô ă â tâ mă nuơc";
  expect(illegal.split(" ").filter((word) => isSyllable(word))).toEqual([]);
});

test("L12 every syllable is spelled back from its parts, and carries one tone where it says", () => {
  for (const word of "hạn chế nghiêng quyết giếng khuỷu thuỷ hoà được ngoằn yểu gìn".split(" ")) {
    const { onset, rime, tone } = syllableOf(word)!;
    expect(spelled(onset, rime, tone)).toBe(word);
    const { base, tones } = withoutTones(word);
    expect(tones).toEqual(tone === 0 ? [] : [tone]);
    expect(withTone(base, tone)).toBe(word);
  }
});

test("L5 both tone placements are one syllable", () => {
  for (const [old, modern] of [
    ["hòa", "hoà"],
    ["thủy", "thuỷ"],
    ["lòe", "loè"],
    ["ủy", "uỷ"],
  ] as const) {
    expect(syllableOf(old)).toEqual(syllableOf(modern));
    expect(syllableOf(old)!.spelling).toBe(modern);
  }
  expect(isSyllable("qúy")).toBe(false);
});

test("L12 a stopped syllable takes two tones only", () => {
  for (const base of ["tap", "hoc", "nghet", "sach"]) {
    expect(TONES.filter((tone) => isSyllable(withTone(base, tone)))).toEqual([1, 5]);
  }
});

test("L11 the keys of a syllable", () => {
  expect(["hạn", "đường", "nghiêng", "ăn", "thuỷ"].map(telexOf)).toEqual([
    "hanj",
    "dduwowngf",
    "nghieeng",
    "awn",
    "thuyr",
  ]);
});

test("L7 tokens say where they stand in decomposed text too", () => {
  for (const form of ["NFC", "NFD"] as const) {
    const text = "Ngày 22-11, chị Hòa kể: “hạn chế!”".normalize(form);
    const words = tokensOf(text).filter((token) => token.kind === "word");
    expect(words.map((token) => token.form)).toEqual(["ngày", "chị", "hòa", "kể", "hạn", "chế"]);
    for (const token of words) {
      expect(text.slice(token.start, token.end).normalize("NFC").toLowerCase()).toBe(token.form);
    }
    expect(tokensOf(text).filter((token) => token.kind === "number")).toHaveLength(1);
  }
});
