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
      "Quân đội nhân dân Việt Nam; Công an nhân dân Việt Nam; Bộ đội Biên phòng; Tổng cục Chính trị; Văn phòng Chính phủ; " +
      "Kiểm toán Nhà nước; Hội Nông dân Việt Nam; Hội Liên hiệp Phụ nữ Việt Nam; Hội Cựu chiến binh Việt Nam; " +
      "Tổng Liên đoàn Lao động Việt Nam; Bảo hiểm xã hội Việt Nam; Thông tấn xã Việt Nam",
    false,
  ),
  ...names(
    "Sở Y tế; Sở Nội vụ; Sở Tư pháp; Sở Tài chính; Sở Xây dựng; Sở Công Thương; Sở Ngoại vụ; Sở Du lịch; " +
      "Sở Giáo dục và Đào tạo; Sở Khoa học và Công nghệ; Sở Nông nghiệp và Môi trường; Sở Văn hóa, Thể thao và Du lịch; " +
      "Sở Văn hóa và Thể thao; Sở Dân tộc và Tôn giáo; Tỉnh ủy; Thành ủy; Đảng ủy",
    true,
  ),
  ...names("Ủy ban nhân dân; Hội đồng nhân dân; Quốc hội; Chính phủ", true),
];

/** Offices that stand before a person's name. */
export const OFFICES: readonly string[] = listed(
  "Tổng Bí thư; Chủ tịch nước; Phó Chủ tịch nước; Thủ tướng; Phó Thủ tướng; Chủ tịch Quốc hội; Phó Chủ tịch Quốc hội; " +
    "Bộ trưởng; Thứ trưởng; Thống đốc; Cục trưởng; Vụ trưởng; Viện trưởng; Hiệu trưởng; Chánh án; Chủ nhiệm; " +
    "Phó Chủ nhiệm; Tổng Tham mưu trưởng; Tổng thống; Phó Tổng thống; Ngoại trưởng; Chủ tịch; Phó Chủ tịch; Bí thư; Phó Bí thư; Chính ủy; " +
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

/** Names which are spelled so in no language, and places of ours as the state spells them. */
export const MISSPELT_NAMES: RulesOfStyle["foreignNames"]["entries"] = listed(
  "Phillipines = Philippines; Phillippines = Philippines; Philipines = Philippines; Indonexia = Indonesia; " +
    "Indonesa = Indonesia; Hongkong = Hong Kong; Newyork = New York; Sigapore = Singapore; Singapor = Singapore; Malayxia = Malaysia; " +
    "Malaisia = Malaysia; Palestin = Palestine; Afganistan = Afghanistan; Afghanixtan = Afghanistan; Kazacstan = Kazakhstan; " +
    "Kazastan = Kazakhstan; Uzebekistan = Uzbekistan; Kirgistan = Kyrgyzstan; Pakixtan = Pakistan; Banglades = Bangladesh; " +
    "Srilanka = Sri Lanka; Myanma = Myanmar; Venezuala = Venezuela; " +
    "Ethopia = Ethiopia; Portugual = Portugal; Bruxells = Brussels; Brussel = Brussels; Geveva = Geneva; " +
    "Washinton = Washington; Wasington = Washington; Los Angleles = Los Angeles; Los Angles = Los Angeles; " +
    "Sanfrancisco = San Francisco; Buôn Mê Thuột = Buôn Ma Thuột; Buôn Mê Thuộc = Buôn Ma Thuột; " +
    "Daklak = Đắk Lắk; Đaklak = Đắk Lắk; Đắc Lắc = Đắk Lắk; Đak Lak = Đắk Lắk; Đắc Nông = Đắk Nông; Daknong = Đắk Nông; " +
    "Bắc Cạn = Bắc Kạn; Kontum = Kon Tum; Con Tum = Kon Tum; Pleyku = Pleiku; Plâycu = Pleiku; Đalat = Đà Lạt; " +
    "Phanxipang = Fansipan; Iphone = iPhone; Ipad = iPad; Youtube = YouTube; " +
    "Tiktok = TikTok; Facebok = Facebook; Face book = Facebook; Wikipidia = Wikipedia; Whatsapp = WhatsApp; Linkedin = LinkedIn; " +
    "Chat GPT = ChatGPT; Google Map = Google Maps; Javascript = JavaScript; Bluetooh = Bluetooth; " +
    "Microsof = Microsoft; Samsumg = Samsung; Mercedez = Mercedes; Toyta = Toyota; Huyndai = Hyundai; " +
    "Shakespear = Shakespeare; Shakepeare = Shakespeare; " +
    "Beethowen = Beethoven; Betthoven = Beethoven; Enstein = Einstein; Mbape = Mbappé; " +
    "Premiere League = Premier League; Champion League = Champions League; Seagames = SEA Games; Sea Games = SEA Games; " +
    "Halowen = Halloween; Haloween = Halloween",
).map((entry) => {
  const [wrong = "", right = ""] = entry.split(" = ");
  return { wrong, right };
});

/** Words that say the same twice, by the word that says it again. */
export const PREFERRED: RulesOfStyle["preferred"]["entries"] = [
  ...twice(
    "“Tối” đã có nghĩa là “nhất”",
    "“Tối” already means “most”",
    "tối ưu nhất; tối thiểu nhất; tối đa nhất; tối tân nhất",
    / nhất$/,
  ),
  ...twice(
    "“Tái” đã có nghĩa là “lại”",
    "“Tái” already means “again”",
    "tái tạo lại; tái hiện lại; tái diễn lại; tái khởi động lại; tái thiết lập lại; tái lập lại; tái cơ cấu lại; tái cấu trúc lại; " +
      "tái phát lại; tái bản lại; tái chế lại; tái sử dụng lại; tái thiết lại; tái phạm lại; tái xuất lại; tái hòa nhập lại; " +
      "tái định cư lại; tái bổ nhiệm lại; tái cử lại; tái đắc cử lại; tái đàn lại; tái canh lại; tái khám lại; tái kiểm tra lại; " +
      "tái sinh lại; tái ngộ lại; tái chiếm lại",
    / lại$/,
  ),
  ...twice("“Nhật” đã có nghĩa là “ngày”", "“Nhật” already means “day”", "ngày sinh nhật", /^ngày /),
  ...twice(
    "“Lộ” đã có nghĩa là “đường”",
    "“Lộ” already means “road”",
    "đường quốc lộ; đường tỉnh lộ; đường huyện lộ; đường hương lộ; đường đại lộ; đường xa lộ",
    /^đường /,
  ),
  ...twice(
    "“Phí” đã có nghĩa là khoản tiền phải trả",
    "“Phí” already means money that is paid",
    "tiền học phí; tiền viện phí; tiền lệ phí; tiền cước phí; tiền kinh phí; tiền án phí; tiền đảng phí; tiền hội phí",
    /^tiền /,
  ),
  ...twice("“Vị” đã có nghĩa là “chưa”", "“Vị” already means “not yet”", "chưa vị thành niên", /^chưa /),
  ...twice(
    "Chữ V trong HIV đã là “virus”",
    "The V of HIV is “virus”",
    "virus HIV; vi rút HIV; vi-rút HIV",
    /^(?:virus|vi.rút) /,
  ),
  ...twice(
    "Chữ S trong AIDS đã là “hội chứng”",
    "The S of AIDS is “syndrome”",
    "hội chứng AIDS",
    /^hội chứng /,
  ),
  ...twice("Chữ O trong WHO đã là “tổ chức”", "The O of WHO is “organization”", "tổ chức WHO", /^tổ chức /),
  ...twice("Chữ F trong IMF đã là “quỹ”", "The F of IMF is “fund”", "quỹ IMF", /^quỹ /),
  ...twice("Chữ B trong WB đã là “ngân hàng”", "The B of WB is “bank”", "ngân hàng WB", /^ngân hàng /),
  ...twice("“Nhập” đã có nghĩa là “vào”", "“Nhập” already means “into”", "gia nhập vào", / vào$/),
  ...twice(
    "“Hồi” đã có nghĩa là “về”",
    "“Hồi” already means “back”",
    "hồi hương trở về; hồi hương về nước; hồi hương về quê",
    / (?:trở về|về nước|về quê)$/,
  ),
  ...twice(
    "Hàng xuất khẩu bao giờ cũng ra nước ngoài",
    "What is exported always goes abroad",
    "xuất khẩu ra nước ngoài; xuất khẩu sang nước ngoài",
    / (?:ra|sang) nước ngoài$/,
  ),
  ...twice(
    "Hàng nhập khẩu bao giờ cũng từ nước ngoài",
    "What is imported always comes from abroad",
    "nhập khẩu từ nước ngoài",
    / từ nước ngoài$/,
  ),
  ...twice(
    "“Tử vong”, “tử nạn” đã là điều phải chịu",
    "“Tử vong” is suffered by itself",
    "bị tử vong; bị tử nạn",
    /^bị /,
  ),
  ...twice("“Hà” đã có nghĩa là “sông”", "“Hà” already means “river”", "sông Hồng Hà", / Hà$/),
  ...twice(
    "Hai từ cùng nghĩa, một từ là đủ",
    "Both words mean the same",
    "kết cục cuối cùng; chung cuộc cuối cùng; hiện trạng hiện nay; tiên phong đi đầu; duy nhất chỉ có",
    / (?:cuối cùng|hiện nay|đi đầu|chỉ có)$/,
  ),
  ...twice(
    "Hai từ cùng nghĩa, một từ là đủ",
    "Both words mean the same",
    "khoảng xấp xỉ; gần xấp xỉ; tất cả toàn bộ; phần lớn đa số; bảng danh sách; trung bình bình quân",
    /^(?:khoảng|gần|tất cả|phần lớn|bảng|trung bình) /,
  ),
  {
    wrong: "fan hâm mộ",
    right: "người hâm mộ",
    why: { vi: "“Fan” đã có nghĩa là “người hâm mộ”.", en: "“Fan” already means “người hâm mộ”." },
  },
];

/** Words for people which law no longer uses or which insult them, and names of places which are not ours. */
export const BANNED: RulesOfStyle["banned"]["entries"] = [
  ...instead(
    "Luật Người khuyết tật (2010) gọi là “người khuyết tật”.",
    "The Law on Persons with Disabilities (2010) says “người khuyết tật”.",
    "người tàn tật = người khuyết tật; người tật nguyền = người khuyết tật; kẻ tàn tật = người khuyết tật; " +
      "trẻ tàn tật = trẻ khuyết tật; trẻ em tàn tật = trẻ em khuyết tật; thiểu năng trí tuệ = khuyết tật trí tuệ",
  ),
  ...instead(
    "Pháp lệnh Phòng, chống mại dâm (2003) gọi là “người bán dâm”.",
    "The Ordinance on Prostitution (2003) says “người bán dâm”.",
    "gái mại dâm = người bán dâm; gái bán dâm = người bán dâm; gái bán hoa = người bán dâm; gái làng chơi = người bán dâm",
  ),
  ...instead(
    "Luật Phòng, chống ma túy (2021) gọi là “cơ sở cai nghiện ma túy”.",
    "The Law on Drugs (2021) says “cơ sở cai nghiện ma túy”.",
    "trại cai nghiện = cơ sở cai nghiện ma túy",
  ),
  ...instead(
    "Từ này xúc phạm người bệnh.",
    "The word insults those who have the disease.",
    "bệnh hủi = bệnh phong; bệnh cùi = bệnh phong; người hủi = người bệnh phong; người cùi = người bệnh phong; " +
      "bệnh si đa = AIDS; bệnh si-đa = AIDS; bệnh SIDA = AIDS; kẻ tâm thần = người bệnh tâm thần",
  ),
  ...instead(
    "Từ này xúc phạm người được nói đến.",
    "The word insults those it is said of.",
    "pê đê = người đồng tính; bê đê = người đồng tính; ái nam ái nữ = người liên giới tính",
  ),
  ...instead(
    "Tổ chức Y tế Thế giới không đặt tên bệnh theo tên nơi chốn.",
    "The World Health Organization calls no disease after a place.",
    "virus Vũ Hán = SARS-CoV-2; dịch Vũ Hán = dịch COVID-19; viêm phổi Vũ Hán = COVID-19; virus Trung Quốc = SARS-CoV-2",
  ),
  ...instead(
    "Việt Nam gọi theo tên Việt Nam.",
    "Viet Nam has its own name for it.",
    "biển Nam Trung Hoa = Biển Đông; biển Nam Trung Quốc = Biển Đông; biển Hoa Nam = Biển Đông; " +
      "quần đảo Tây Sa = quần đảo Hoàng Sa; quần đảo Nam Sa = quần đảo Trường Sa",
  ),
];

/** Phrases of a list that are said without a part of them. @param idle the part that says it again. */
function twice(vi: string, en: string, list: string, idle: RegExp): RulesOfStyle["preferred"]["entries"] {
  return listed(list).map((wrong) => ({
    wrong,
    right: wrong.replace(idle, ""),
    why: { vi: `${vi}.`, en: `${en}.` },
  }));
}

/** "người tàn tật = người khuyết tật; …" */
function instead(vi: string, en: string, list: string): RulesOfStyle["banned"]["entries"] {
  return pairs(list).map(([wrong, right]) => ({ wrong, right: [right], why: { vi, en } }));
}

function pairs(list: string): readonly (readonly [string, string])[] {
  return listed(list).map((entry) => entry.split(" = ") as [string, string]);
}

function names(list: string, lower: boolean): RulesOfStyle["organisations"]["names"] {
  return listed(list).map((name) => ({ name, lower }));
}

function listed(list: string): readonly string[] {
  return list.split(";").map((entry) => entry.trim());
}
