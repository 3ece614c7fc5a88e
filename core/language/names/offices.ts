import { officeText, type HeldOffice } from "./register.ts";
import { ABBREVIATIONS, HEADS, isUnit, phraseKey } from "./vocabulary.ts";

/** Words which one writes or leaves out in an office without changing it. */
const IDLE = new Set(["của", "tỉnh"]);

const COMMITTEE = /* @__PURE__ */ phraseKey("chủ tịch ủy ban nhân dân").split(" ");

/**
 * The words of an office as it is compared: abbreviations written out, "của", "tỉnh" and "thành phố" left out, and of a
 * "Chủ tịch UBND" the committee.
 */
export function officeWords(keys: readonly string[]): readonly string[] {
  const long = keys.flatMap((key) => ABBREVIATIONS.get(key) ?? [key]);
  const committee = long.findIndex((_, at) => COMMITTEE.every((word, ahead) => long[at + ahead] === word));
  const left =
    committee < 0 ? long : [...long.slice(0, committee + 2), ...long.slice(committee + COMMITTEE.length)];
  return left.filter(
    (key, at) =>
      !IDLE.has(key) &&
      !(key === "thành" && left[at + 1] === "phố") &&
      !(key === "phố" && left[at - 1] === "thành"),
  );
}

export function officeKey(office: Pick<HeldOffice, "title" | "body">): string {
  return officeWords(phraseKey(officeText(office)).split(" ")).join(" ");
}

/** The ways an office is written: "bộ trưởng bộ quốc phòng", "bộ trưởng quốc phòng"; its title alone comes apart. */
interface OfficeKeys {
  readonly whole: readonly string[];
  readonly title: string;
}

function keysOf(office: HeldOffice): OfficeKeys {
  const title = officeWords(phraseKey(office.title).split(" ")).join(" ");
  const body = officeWords(phraseKey(office.body).split(" "));
  const whole = [officeKey(office)];
  if (body.length > 1 && title.split(" ")[0] === body[0]) whole.push([title, ...body.slice(1)].join(" "));
  return { whole, title };
}

/** How far an office of a person reaches in a phrase of the text. */
export interface OfficeMatch {
  readonly office: HeldOffice;
  /** Words of the phrase that name it. */
  readonly count: number;
}

/**
 * The offices which a phrase names: "Bộ trưởng Bộ Quốc phòng", or "Bộ trưởng" alone, which is every office of that title.
 *
 * @param phrase keys of the text's words.
 * @param isWhole the phrase ends where the office must end, directly before the name; else it may go on: "…cho biết".
 */
export function officesNamed(
  offices: readonly HeldOffice[],
  phrase: readonly string[],
  isWhole: boolean,
): readonly OfficeMatch[] {
  const ends = isWhole ? [phrase.length] : phrase.map((_, index) => phrase.length - index);
  const forms = ends.map((count) => ({ count, key: officeWords(phrase.slice(0, count)).join(" ") }));
  const wholly = offices.flatMap((office) => {
    const { whole } = keysOf(office);
    const form = forms.find(({ key }) => whole.includes(key));
    return form ? [{ office, count: form.count }] : [];
  });
  if (wholly.length > 0) return wholly;
  const [all] = forms;
  return offices.flatMap((office) => {
    const { whole, title } = keysOf(office);
    const words = phraseKey(officeText(office)).split(" ");
    const isNamed =
      all !== undefined &&
      (title === all.key ||
        words.slice(0, headLength(words)).join(" ") === all.key ||
        (isUnit(phrase[all.count - 1]!) && whole.some((key) => key.startsWith(`${all.key} `))));
    return isNamed ? [{ office, count: all.count }] : [];
  });
}

/** An office by its parts: the seat ("bộ trưởng" for minister and deputy), whether it is the deputy's, and of what. */
export interface OfficeParts {
  readonly seat: string;
  readonly deputy: boolean;
  readonly body: readonly string[];
}

/** The seats of which the deputy has a name of its own. */
const DEPUTIES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  (
    "thứ trưởng = bộ trưởng; hiệu phó = hiệu trưởng; viện phó = viện trưởng; vụ phó = vụ trưởng; cục phó = cục trưởng; " +
    "đội phó = đội trưởng; tổ phó = tổ trưởng; tham mưu phó = tham mưu trưởng; chỉ huy phó = chỉ huy trưởng; " +
    "phó ban = trưởng ban; phó phòng = trưởng phòng; phó khoa = trưởng khoa"
  )
    .split("; ")
    .map((pair) => pair.split(" = ").map(phraseKey) as [string, string]),
);
const CHAIR = /* @__PURE__ */ phraseKey("chủ tịch");
/** Words of a title that say nothing of whose deputy it is. */
const STANDING = new Set(["thường", "trực"]);

/** @param keys of the words of an office with its body. */
export function officeParts(keys: readonly string[]): OfficeParts {
  const count = headLength(keys);
  const title = keys.slice(0, count).join(" ");
  const body = officeWords(keys.slice(count)).filter((key) => !STANDING.has(key));
  const own = DEPUTIES.get(title);
  return {
    seat: own ?? title.replace(/^phó /, ""),
    deputy: own !== undefined || title.startsWith("phó "),
    body: (own ?? title).endsWith(CHAIR) ? withoutCommittee(body) : body,
  };
}

/** How many words of an office name the seat, without the body: 2 of "chủ tịch ubnd xã tân lập". */
function headLength(keys: readonly string[]): number {
  for (let count = keys.length; count > 0; count--) {
    const key = keys.slice(0, count).join(" ");
    if (HEADS.has(key) || HEADS.has(key.replace(/^phó /, ""))) return count;
  }
  return 0;
}

/** "Chủ tịch xã" is that of its people's committee. */
function withoutCommittee(body: readonly string[]): readonly string[] {
  return COMMITTEE.slice(2).every((word, at) => body[at] === word) ? body.slice(COMMITTEE.length - 2) : body;
}

/** Bodies of which nobody heads two: ministries, departments of a province, and the provinces themselves. */
const HEADED_ALONE = new Set(["bộ", "sở", "cục", "vụ", "viện"]);

/**
 * Whether a person who holds the one office cannot be called the other: chief and deputy of one body, or two seats of one
 * name in different ministries. Of several offices that go together ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND") it says nothing.
 */
export function areContrary(given: OfficeParts, held: HeldOffice): boolean {
  const other = officeParts(phraseKey(officeText(held)).split(" "));
  if (given.seat === "" || given.seat !== other.seat) return false;
  if (given.deputy !== other.deputy) return given.body.length === 0 || areOneBody(given.body, other.body);
  const [one] = given.body;
  return (
    one !== undefined &&
    one === other.body[0] &&
    HEADED_ALONE.has(one) &&
    given.body.length > 1 &&
    other.body.length > 1 &&
    !areOneBody(given.body, other.body)
  );
}

/** One may be named shorter: "Sở Y tế" for "Sở Y tế Bình An", "Quốc phòng" for "Bộ Quốc phòng". */
function areOneBody(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const isBeginning = (words: readonly string[]): boolean => short.every((word, at) => words[at] === word);
  return (
    short.length > 0 && (isBeginning(long) || (HEADED_ALONE.has(long[0]!) && isBeginning(long.slice(1))))
  );
}
