import {
  createNameReader,
  registerFrom,
  type Flag,
  type NameRegister,
  type PassagePlace,
} from "#core/language";

/** The day all stories of these tests are meant for, unless they say otherwise. */
export const DAY = "2026-11-24";

const HEADER = "loại,tên,tên khác,tên cũ,cấp bậc,chức vụ,cơ quan,từ ngày,đến ngày,ghi chú";

/** A register by its rows, in the order of the table's own columns. */
export function registerOf(...rows: readonly string[]): NameRegister {
  const read = registerFrom([HEADER, ...rows].join("\n"));
  if (!read.ok || read.value.warnings.length > 0) throw new RangeError(JSON.stringify(read));
  return read.value.register;
}

const PLACES: Readonly<Record<string, PassagePlace>> = {
  tít: "headline",
  sapo: "lead",
  ảnh: "caption",
  nguồn: "credit",
  mục: "item",
};

export interface Told extends Pick<Flag, "rule" | "wrong" | "suggestions"> {
  readonly passage: number;
}

/** Reads a story: a paragraph a line, other places named before them ("ảnh: Chú thích"). */
export function reading(
  register: NameRegister,
  lines: readonly string[],
  day = DAY,
  language: "vi" | "en" = "vi",
): readonly Told[] {
  const passages = lines.map((line) => {
    const [, name = "", text = line] = /^(tít|sapo|ảnh|nguồn|mục): (.*)$/s.exec(line) ?? [];
    return { place: PLACES[name] ?? ("paragraph" as const), text };
  });
  return createNameReader(register)
    .read({ passages, language, day })
    .flatMap((flags, passage) =>
      flags.map(({ rule, wrong, suggestions }) => ({ passage, rule, wrong, suggestions })),
    );
}

/** The same in short: "nameMisspelt Phan Văn Gianh". */
export function flagged(register: NameRegister, ...lines: readonly string[]): readonly string[] {
  return reading(register, lines).map(({ rule, wrong }) => `${rule} ${wrong}`);
}
