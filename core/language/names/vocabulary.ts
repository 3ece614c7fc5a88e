import { nameKey } from "./likeness.ts";

/**
 * Words around names. All of them are compared by `nameKey`, so that "uỷ viên" and "ủy viên" are one.
 */

/** Vietnamese family names, the hundred and some that nearly everybody bears. */
const FAMILY_NAMES = /* @__PURE__ */ setOf(`
  nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh
  lâm phùng mai tô hà tạ cao lương lưu châu thái chu triệu la quách tăng thạch kiều văn từ lục quan khuất
  giang ninh nghiêm vi mạc đàm diệp đồng tống hứa bạch kim sơn lò cầm quàng hoa nông ma sầm bế hầu giàng
  sùng vàng thào mùa lù vừ cù cung trang ông tôn âu doãn phí bá lại thân phương viên cung khổng lã mẫn tiêu
  thiều trà ung y an ân bàng bành biện cái cam cát chế chử cồ danh dư đái điểu đường giả hàn hạ hán khúc
  khương lữ mã mạch mâu nhâm nhan ngụy phó quảng rơ siu ksor h’ tào thi thiệu thẩm tiết tòng trầm trì úy vi
  vưu xa nhữ lỗ đổng đới
`);

/** Family names that are also common words or parts of place names: they need more than themselves to begin a name. */
const DOUBTFUL_FAMILY_NAMES = /* @__PURE__ */ setOf(`
  cao hà la từ quan giang sơn vàng mùa ông hoa thân phương viên y an ân cái cam danh đường giả hạ phó quảng
  xa vi trì thi ma lại bá văn đồng kim trang tiêu trà thái lâm mai bế cung ung tiết cát chế úy cầm sùng lù
  bàng biện nông lục hàn đoàn hồ mạch hán dư tô tân lý
`);

export function isFamilyName(key: string): boolean {
  return FAMILY_NAMES.has(key);
}

export function isDoubtfulFamilyName(key: string): boolean {
  return DOUBTFUL_FAMILY_NAMES.has(key);
}

/** How people are spoken of without an office: one word before the name. */
const HONORIFICS = /* @__PURE__ */ setOf("ông bà anh chị cô chú bác em cháu cụ thầy bé cậu dì mợ thím");
/** Of these a story speaks of private people only. */
const PRIVATE = /* @__PURE__ */ setOf("anh chị em cháu cô chú cụ bé cậu");

export function isHonorific(key: string): boolean {
  return HONORIFICS.has(key);
}

export function isPrivate(key: string): boolean {
  return PRIVATE.has(key);
}

/** Ranks of army, police and coast guard; one person has one of them at a time. */
const MILITARY_RANKS = /* @__PURE__ */ phrasesOf(`
  thiếu úy, trung úy, thượng úy, đại úy, thiếu tá, trung tá, thượng tá, đại tá, thiếu tướng, trung tướng,
  thượng tướng, đại tướng, chuẩn đô đốc, phó đô đốc, đô đốc, chuẩn úy
`);

const ACADEMIC_RANKS = /* @__PURE__ */ phrasesOf(`
  gs, pgs, ts, ths, gs ts, pgs ts, gs tskh, pgs tskh, tskh, bs, bscki, bsckii, ks, kts, ls, cn, nsnd, nsưt,
  nghệ sĩ nhân dân, nghệ sĩ ưu tú, giáo sư, phó giáo sư, tiến sĩ, thạc sĩ, giáo sư tiến sĩ, phó giáo sư tiến
  sĩ, viện sĩ, anh hùng lực lượng vũ trang, nhà giáo nhân dân, nhà giáo ưu tú, thầy thuốc nhân dân, thầy
  thuốc ưu tú, hòa thượng, thượng tọa, đại đức, linh mục, giám mục
`);

/** Heads of offices; the body follows. A "phó", "quyền" or "nguyên" before them is read by itself. */
const OFFICES = /* @__PURE__ */ phrasesOf(`
  tổng bí thư, chủ tịch nước, chủ tịch, chủ tịch quốc hội, thủ tướng, thủ tướng chính phủ, bộ trưởng, thứ
  trưởng, quốc vụ khanh, ngoại trưởng, tổng thống, quốc vương, thái tử, nữ hoàng, hoàng tử, hoàng thân, tổng
  thư ký, tổng tham mưu trưởng, phó tổng tham mưu trưởng, tham mưu trưởng, tham mưu phó, tổng giám đốc, phó
  tổng giám đốc, giám đốc, phó giám đốc, bí thư, bí thư thành ủy, bí thư tỉnh ủy, bí thư đảng ủy, bí thư
  quân ủy trung ương, bí thư ban cán sự đảng, phó bí thư, ủy viên, chính ủy, phó chính ủy, chính trị viên,
  tư lệnh, tư lệnh trưởng, phó tư lệnh, chỉ huy trưởng, chỉ huy phó, chủ nhiệm, phó chủ nhiệm, viện trưởng,
  phó viện trưởng, viện phó, chánh án, phó chánh án, kiểm sát viên, thẩm phán, tổng kiểm toán, thống đốc,
  phó thống đốc, trưởng ban, phó trưởng ban, phó ban, trưởng phòng, phó phòng, phó trưởng phòng, trưởng
  đoàn, phó trưởng đoàn, vụ trưởng, vụ phó, phó vụ trưởng, cục trưởng, cục phó, phó cục trưởng, tổng cục
  trưởng, chi cục trưởng, chánh văn phòng, phó chánh văn phòng, chánh thanh tra, phó chánh thanh tra, tổng
  thanh tra, tổng biên tập, phó tổng biên tập, hiệu trưởng, phó hiệu trưởng, hiệu phó, trưởng khoa, phó
  khoa, phó trưởng khoa, đại sứ, đại biện, tổng lãnh sự, đại biểu quốc hội, đại biểu, người phát ngôn, phát
  ngôn viên, phó chủ tịch, phó thủ tướng, phó bộ trưởng, phó tổng thống, huấn luyện viên, hlv, đội trưởng,
  đội phó, trung đoàn trưởng, sư đoàn trưởng, tiểu đoàn trưởng, lữ đoàn trưởng, đại đội trưởng, trung đội
  trưởng, trưởng công an, phó trưởng công an, trưởng thôn, trưởng ấp, trưởng bản, tổ trưởng, tổ phó, thị
  trưởng, tỉnh trưởng, thượng nghị sĩ, hạ nghị sĩ, nghị sĩ, trợ lý, thư ký, cố vấn, chuyên gia, chuyên viên,
  đồng chí, thường trực ban bí thư, ceo, giáo hoàng, hồng y
`);

const OCCUPATIONS = /* @__PURE__ */ phrasesOf(`
  tướng, nhà báo, nhà văn, nhà thơ, nhà sử học, nhà nghiên cứu, nhà khoa học, nhà ngoại giao, nhạc sĩ, ca
  sĩ, nghệ sĩ, họa sĩ, nghệ nhân, diễn viên, đạo diễn, bác sĩ, dược sĩ, luật sư, kỹ sư, kiến trúc sư, cầu
  thủ, tiền đạo, tiền vệ, hậu vệ, thủ môn, vận động viên, kỳ thủ, tay vợt, hoa hậu, á hậu, người mẫu, phóng
  viên, biên tập viên, doanh nhân, tỷ phú, liệt sĩ, anh hùng, thương binh, cựu chiến binh, danh tướng, vua,
  chúa, nữ ca sĩ, nam ca sĩ, bị cáo, bị can, nghi phạm, đối tượng, nạn nhân, giáo viên, giảng viên, cô giáo,
  thầy giáo, học sinh, sinh viên, thí sinh, công nhân, nông dân, ngư dân, tài xế, lái xe, thuyền trưởng, chủ
  cửa hàng, chủ quán, chủ hộ, chị em, anh em, vợ chồng, mẹ, bố, cha, con trai, con gái, vợ, chồng
`);

export type HeadSort = "rank" | "office" | "occupation";

/** Every phrase that may stand before a name, by its sort, as keys joined by spaces. */
export const HEADS: ReadonlyMap<string, HeadSort> = /* @__PURE__ */ headPhrases();

function headPhrases(): ReadonlyMap<string, HeadSort> {
  return new Map<string, HeadSort>([
    ...[...OCCUPATIONS].map((phrase) => [phrase, "occupation"] as const),
    ...[...OFFICES].map((phrase) => [phrase, "office"] as const),
    ...[...ACADEMIC_RANKS].map((phrase) => [phrase, "rank"] as const),
    ...[...MILITARY_RANKS].map((phrase) => [phrase, "rank"] as const),
  ]);
}

export function isMilitaryRank(rank: string): boolean {
  return MILITARY_RANKS.has(phraseKey(rank));
}

/** Before a name these make it the name of a thing: a street, a school, a prize. */
const THINGS = /* @__PURE__ */ setOf(`
  đường phố ngõ hẻm quận phường xã huyện tỉnh thôn ấp bản làng buôn khu cầu chợ trường học viện thpt thcs
  quỹ giải hãng ga cảng hồ sông núi đảo biển đèo kênh lăng tượng đài đền chùa đình quán tiệm lớp chiến dịch
  tưởng clb câu lạc bộ tàu máy bay hội đội nhóm xưởng hiệu sách phim truyện bài hát trấn công ty đoàn hàng
`);
export function isThing(key: string): boolean {
  return THINGS.has(key);
}

/** Of things these are units of the land, which offices are of. */
const UNITS = /* @__PURE__ */ setOf(`
  xã phường trấn huyện quận tỉnh phố thôn ấp bản làng buôn xóm khóm khu
`);
export function isUnit(key: string): boolean {
  return UNITS.has(key);
}

/** Words that stand between an office and its unit: "Bí thư Chi bộ thôn", "Chủ tịch Ủy ban MTTQ Việt Nam xã". */
const LOCAL_BODIES = /* @__PURE__ */ setOf(`
  ubnd hđnd ubmttq mttq ủy ban nhân dân hội đồng đảng bộ chi huyện thành thị quận tỉnh công an mặt trận tổ quốc việt nam
  nông phụ nữ liên hiệp cựu chiến binh chữ thập đỏ khuyến học người cao tuổi đoàn thanh niên cộng sản hồ chí minh tncs
  lhtn chỉ huy quân sự bch trạm y tế văn phòng thường trực dân phố của
`);
export function isLocalBodyWord(key: string): boolean {
  return LOCAL_BODIES.has(key);
}

/** People after whom wards, communes and districts are called: after "Chủ tịch UBND phường" these are the ward. */
const NAMESAKES_OF_PLACES = /* @__PURE__ */ phrasesOf(`
  trần phú, trần hưng đạo, trần quang khải, trần nguyên hãn, trần quốc toản, trần văn thời, trần phán, trần thới, trần đề,
  trần lãm, trần tế xương, trần đăng ninh, nguyễn trãi, nguyễn du, nguyễn huệ, nguyễn văn cừ, nguyễn văn linh,
  nguyễn thị minh khai, nguyễn thái học, nguyễn thái bình, nguyễn cư trinh, nguyễn an ninh, nguyễn phích, nguyễn huân,
  nguyễn việt khái, nguyễn nghiêm, nguyễn phúc, nguyễn uý, nguyễn trung trực, nguyễn viết xuân, nguyễn đại năng,
  lê lợi, lê lai, lê hồng phong, lê đại hành, lê chân, lê bình, lê minh xuân, lê ninh, lê hồ, lê thanh, lê thanh nghị,
  lý thường kiệt, lý văn lâm, lý nhân, lý bôn, ngô quyền, ngô mây, hoàng văn thụ, hoàng diệu, hoàng hoa thám,
  phan bội châu, phan chu trinh, phan đình phùng, phan ngọc hiển, phan sào nam, phan thanh, phan rí,
  phạm ngũ lão, phạm hồng thái, phạm văn hai, phạm văn cội, phạm đình hổ, phạm thái, hồ tùng mậu, hồ đắc kiện,
  hồ thị kỷ, tạ an khương, lương thế trân, lương khánh thiện, lương thế vinh, đinh tiên hoàng, đinh công tráng,
  đinh bộ lĩnh, đinh văn lịch, bùi thị xuân, võ thị sáu, đội cấn, tô hiệu, tô hiến thành, cao thắng, cao bá quát,
  mạc đĩnh chi, trương định, trương quang trọng, đặng lễ, vũ ninh, vũ thư, vũ quang, vũ hòa, hà huy tập, tống duy tân
`);
export function namesPlaces(key: string): boolean {
  return NAMESAKES_OF_PLACES.has(key);
}

/** Capitalised words that begin the name of an organisation, or stand in one, and never in a person's. */
const BODIES = /* @__PURE__ */ setOf(`
  bộ ban sở cục vụ viện hội đảng tổng ủy ubnd hđnd tp thành tỉnh công trường học bệnh trung tập ngân tòa văn
  quân binh sư liên nhà chính quốc đài báo phòng chi khối mặt mttq tỉnh huyện xã phường quận thị
`);
export function isBodyWord(key: string): boolean {
  return BODIES.has(key);
}

/**
 * Abbreviations and what they stand for in the names of offices and bodies. Register and text are written out alike, so
 * that “tư” may be a word as well.
 */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ abbreviations(`
  ubnd = ủy ban nhân dân; hđnd = hội đồng nhân dân; tp = thành phố; btv = ban thường vụ; tphcm = thành phố
  hồ chí minh; hcm = hồ chí minh; tư = trung ương; mttq = mặt trận tổ quốc; ttk = tổng thư ký; gđ = giám
  đốc; pgđ = phó giám đốc; ubtvqh = ủy ban thường vụ quốc hội; qh = quốc hội; bqp = bộ quốc phòng; bch = ban
  chấp hành; qutw = quân ủy trung ương; qk = quân khu; tw = trung ương; vn = việt nam
`);

function abbreviations(entries: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    entries
      .split(";")
      .map((entry) => entry.split("=").map((part) => part.trim()))
      .map(([short = "", long = ""]) => [nameKey(short), phraseKey(long).split(" ")] as const),
  );
}

/** Words which say that an office is not today's: the sentence looks back, or forward, or tells of a change. */
export const OTHER_TIMES = /* @__PURE__ */ phrasesOf(`
  khi đó, lúc đó, khi ấy, lúc ấy, bấy giờ, thời điểm đó, thời điểm ấy, thời đó, hồi đó, đương thời, từng,
  trước đây, trước đó, trước kia, sau này, thôi giữ, miễn nhiệm, bãi nhiệm, bổ nhiệm, phân công, được bầu,
  bầu giữ, điều động, luân chuyển, thay thế, thay cho, kế nhiệm, tiền nhiệm, nghỉ hưu, thôi làm, từ chức,
  cách chức, thăng hàm, thăng quân hàm, thăng cấp, phong hàm, phong quân hàm, vinh thăng, truy tặng, truy
  phong, nhiệm kỳ, bàn giao, kế vị, sẽ là, dự kiến
`);

/** Words which say that the sentence means a place or a body as it was. */
export const OLD_TIMES = /* @__PURE__ */ phrasesOf(`
  cũ, trước đây, trước kia, nay là, nay thuộc, sáp nhập, hợp nhất, đổi tên, tách, tiền thân, xưa, khi đó,
  lúc đó, bấy giờ, thời điểm đó, hồi đó, giải thể, quê, sinh ra
`);

/** Directly before an office these say that it was held once, or is held for the time being. */
const FORMER = /* @__PURE__ */ setOf("nguyên cựu cố tân");
export function isFormerMark(key: string): boolean {
  return FORMER.has(key);
}

/** Keys of a phrase joined by single spaces. */
export function phraseKey(phrase: string): string {
  return phrase
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .map(nameKey)
    .join(" ");
}

function phrasesOf(phrases: string): ReadonlySet<string> {
  return new Set(phrases.split(",").map(phraseKey));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(
    words
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(nameKey),
  );
}
