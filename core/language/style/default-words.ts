import type { RulesOfStyle } from "./rules.ts";

/** The lists a newsroom begins with. They are short and hold nothing that is disputed; each newsroom adds its own. */

/**
 * State and political bodies as Decree 30/2020/NĐ-CP, Annex II, part IV, capitalises them: the first syllable of the
 * kind and of each word that says what the body is for.
 */
export const ORGANISATIONS: RulesOfStyle["organisations"]["names"] = [
  ...names(
    "Ban Chấp hành Trung ương; Quân ủy Trung ương; Mặt trận Tổ quốc Việt Nam; Đảng Cộng sản Việt Nam; Ủy ban Thường vụ Quốc hội; " +
      "Bộ Quốc phòng; Bộ Công an; Bộ Ngoại giao; Bộ Nội vụ; Bộ Tư pháp; Bộ Tài chính; Bộ Công Thương; Bộ Xây dựng; Bộ Y tế; " +
      "Bộ Giáo dục và Đào tạo; Bộ Khoa học và Công nghệ; Bộ Nông nghiệp và Môi trường; Bộ Văn hóa, Thể thao và Du lịch; " +
      "Bộ Dân tộc và Tôn giáo; Bộ Giao thông vận tải; Bộ Kế hoạch và Đầu tư; Bộ Thông tin và Truyền thông; " +
      "Bộ Tài nguyên và Môi trường; Bộ Lao động - Thương binh và Xã hội; Bộ Nông nghiệp và Phát triển nông thôn; " +
      "Thanh tra Chính phủ; Ngân hàng Nhà nước Việt Nam; Tòa án nhân dân tối cao; Viện kiểm sát nhân dân tối cao; " +
      "Quân đội nhân dân Việt Nam; Công an nhân dân Việt Nam; Bộ đội Biên phòng; Tổng cục Chính trị",
    false,
  ),
  ...names("Ủy ban nhân dân; Hội đồng nhân dân; Quốc hội; Chính phủ", true),
];

/** Offices that stand before a person's name. */
export const OFFICES: readonly string[] = listed(
  "Tổng Bí thư; Chủ tịch nước; Phó Chủ tịch nước; Thủ tướng; Phó Thủ tướng; Chủ tịch Quốc hội; Phó Chủ tịch Quốc hội; " +
    "Bộ trưởng; Thứ trưởng; Tổng thống; Phó Tổng thống; Ngoại trưởng; Chủ tịch; Phó Chủ tịch; Bí thư; Phó Bí thư; Chính ủy; " +
    "Tư lệnh; Phó Tư lệnh; Đại tướng; Thượng tướng; Trung tướng; Thiếu tướng; Đại tá; Thượng tá; Trung tá; Thiếu tá; " +
    "Đại úy; Thượng úy; Trung úy; Thiếu úy; Giám đốc; Phó Giám đốc; Tổng Giám đốc; Đại sứ; Giáo sư; Phó Giáo sư; Tiến sĩ",
);

/** What army, party and local papers shorten; what everybody reads (TP.HCM, THPT, GDP, HIV) is not here. */
export const ABBREVIATIONS: RulesOfStyle["abbreviations"]["entries"] = listed(
  "VMTD = vững mạnh toàn diện; LLVT = lực lượng vũ trang; LLVTND = lực lượng vũ trang nhân dân; UBND = Ủy ban nhân dân; " +
    "HĐND = Hội đồng nhân dân; MTTQ = Mặt trận Tổ quốc; QĐND = Quân đội nhân dân; CAND = Công an nhân dân; " +
    "BĐBP = Bộ đội Biên phòng; DQTV = dân quân tự vệ; BCĐ = ban chỉ đạo; BCH = ban chấp hành; BTV = ban thường vụ; " +
    "BTL = bộ tư lệnh; CBCS = cán bộ, chiến sĩ; SSCĐ = sẵn sàng chiến đấu; HLCĐ = huấn luyện chiến đấu; " +
    "CTĐ, CTCT = công tác đảng, công tác chính trị; TSVM = trong sạch vững mạnh; QPAN = quốc phòng, an ninh; " +
    "KTXH = kinh tế - xã hội; KT-XH = kinh tế - xã hội; QP-AN = quốc phòng - an ninh; ANTT = an ninh trật tự; " +
    "TTATGT = trật tự, an toàn giao thông; ATGT = an toàn giao thông; PCCC = phòng cháy, chữa cháy; " +
    "CNCH = cứu nạn, cứu hộ; CSGT = cảnh sát giao thông; CCB = cựu chiến binh; BHXH = bảo hiểm xã hội; " +
    "BHYT = bảo hiểm y tế; GD&ĐT = Giáo dục và Đào tạo; " +
    "VKSND = Viện kiểm sát nhân dân; TAND = Tòa án nhân dân; HĐXX = hội đồng xét xử; NTM = nông thôn mới",
).map((entry) => {
  const [short = "", full = ""] = entry.split(" = ");
  return { short, full };
});

/** Names which are spelled so in no language. */
export const MISSPELT_NAMES: RulesOfStyle["foreignNames"]["entries"] = listed(
  "Phillipines = Philippines; Phillippines = Philippines; Philipines = Philippines; Indonexia = Indonesia; " +
    "Hongkong = Hong Kong; Newyork = New York; Sigapore = Singapore; Malayxia = Malaysia; Palestin = Palestine; " +
    "Iphone = iPhone; Youtube = YouTube; Tiktok = TikTok; Facebok = Facebook; Wikipidia = Wikipedia",
).map((entry) => {
  const [wrong = "", right = ""] = entry.split(" = ");
  return { wrong, right };
});

/** A word that says the same twice, or something else than is meant. */
export const PREFERRED: RulesOfStyle["preferred"]["entries"] = [
  {
    wrong: "tối ưu nhất",
    right: "tối ưu",
    why: {
      vi: "“Tối” đã có nghĩa là “nhất”.",
      en: "“Tối” already means “most”.",
    },
  },
  {
    wrong: "tối thiểu nhất",
    right: "tối thiểu",
    why: { vi: "“Tối” đã có nghĩa là “nhất”.", en: "“Tối” already means “most”." },
  },
  {
    wrong: "tái tạo lại",
    right: "tái tạo",
    why: { vi: "“Tái” đã có nghĩa là “lại”.", en: "“Tái” already means “again”." },
  },
  {
    wrong: "tái hiện lại",
    right: "tái hiện",
    why: { vi: "“Tái” đã có nghĩa là “lại”.", en: "“Tái” already means “again”." },
  },
  {
    wrong: "tái diễn lại",
    right: "tái diễn",
    why: { vi: "“Tái” đã có nghĩa là “lại”.", en: "“Tái” already means “again”." },
  },
];

/** Words for people which law no longer uses. */
export const BANNED: RulesOfStyle["banned"]["entries"] = [
  {
    wrong: "người tàn tật",
    right: ["người khuyết tật"],
    why: {
      vi: "Luật Người khuyết tật (2010) gọi là “người khuyết tật”.",
      en: "The Law on Persons with Disabilities (2010) says “người khuyết tật”.",
    },
  },
  {
    wrong: "gái mại dâm",
    right: ["người bán dâm"],
    why: {
      vi: "Pháp lệnh Phòng, chống mại dâm (2003) gọi là “người bán dâm”.",
      en: "The Ordinance on Prostitution (2003) says “người bán dâm”.",
    },
  },
  {
    wrong: "bệnh hủi",
    right: ["bệnh phong"],
    why: { vi: "Từ này xúc phạm người bệnh.", en: "The word insults those who have the disease." },
  },
];

function names(list: string, lower: boolean): RulesOfStyle["organisations"]["names"] {
  return listed(list).map((name) => ({ name, lower }));
}

function listed(list: string): readonly string[] {
  return list.split(";").map((entry) => entry.trim());
}
