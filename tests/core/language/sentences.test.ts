import { expect, test } from "vitest";
import { flagsIn } from "./data.ts";

/** Written for these tests. */
const CLEAN = [
  "Sáng nay, đoàn công tác của huyện đã đến thăm các gia đình bị thiệt hại do mưa lũ.",
  "Ông Nguyễn Văn Bình cho biết, công trình sẽ hoàn thành trước Tết Nguyên đán.",
  "Theo kế hoạch, tuyến đường dài 12,5 km sẽ được đưa vào sử dụng trong quý III.",
  "Người dân cần chủ động phòng, chống dịch bệnh trong mùa nắng nóng.",
  "Học sinh lớp 12 bước vào kỳ thi tốt nghiệp với tâm trạng hồi hộp nhưng tự tin.",
  "Giá xăng giảm 450 đồng mỗi lít từ 15 giờ chiều nay.",
  "Bác sĩ khuyên người bệnh uống đủ nước và nghỉ ngơi hợp lý.",
  "Lực lượng chức năng đang tiếp tục điều tra, làm rõ nguyên nhân vụ việc.",
  "Chị Hoa kể lại câu chuyện của mình bằng giọng chậm rãi.",
  "Nhiều hộ nông dân đã chuyển sang trồng thanh long ruột đỏ.",
  "Tàu cá mắc cạn cách bờ khoảng hai hải lý, trên tàu có chín ngư dân.",
  "Đội tuyển bóng đá nữ giành huy chương vàng sau loạt sút luân lưu.",
  "Thư viện tỉnh vừa tiếp nhận hơn 3.000 cuốn sách do bạn đọc trao tặng.",
  "Buổi biểu diễn thu hút đông đảo khán giả trẻ, nhiều người phải đứng xem.",
  "Công ty đã nộp thuế đầy đủ và tạo việc làm cho hàng trăm lao động địa phương.",
  "Từ ngày 1-12, phí gửi xe tại bệnh viện sẽ tăng thêm 2.000 đồng.",
  "Bà con mong cây cầu mới sớm được xây để trẻ em đi học bớt vất vả.",
  "Hội nghị đã thảo luận về giải pháp giảm ùn tắc giao thông ở khu vực trung tâm.",
  "Anh bảo vệ nhặt được chiếc ví và trả lại cho người đánh mất.",
  "Chiều cùng ngày, máy bay đã hạ cánh an toàn xuống sân bay Nội Bài.",
  "Các bị cáo khai nhận đã nhiều lần đột nhập vào nhà dân để trộm cắp tài sản.",
  "Mùa hoa cải năm nay đến muộn vì rét đậm kéo dài.",
  "Thành phố sẽ bắn pháo hoa tại ba điểm trong đêm giao thừa.",
  "Đại biểu đề nghị bổ sung quy định về bảo vệ dữ liệu cá nhân.",
  "Ngôi chùa cổ nằm lặng lẽ bên dòng sông, quanh năm rợp bóng cây.",
  "Xe khách chở 30 người bị lật trên đèo, rất may không có ai thiệt mạng.",
  "Kết quả xét nghiệm cho thấy nguồn nước không đạt tiêu chuẩn.",
  "Phòng trưng bày mở cửa tự do đến hết ngày 30 tháng 4.",
  "Trường mầm non vừa khánh thành có tám phòng học và một bếp ăn.",
  "Đồng chí thủ trưởng đơn vị trao quà cho các gia đình chính sách.",
  "Ảnh: Minh Tuấn",
  "Bạn đọc gửi thư về địa chỉ toasoan@bao.example hoặc xem thêm tại https://bao.example/tin-moi.",
  "Khẩu trang y tế được bán với giá niêm yết, không găm hàng.",
  'Ca khúc "Let it be" vang lên trong khán phòng chật kín.',
  "UBND tỉnh yêu cầu các sở, ngành báo cáo trước ngày 20-11.",
  "Nghệ nhân dùng đất sét trắng để nặn tượng, sau đó nung trong lò suốt ba ngày.",
  "Kinh tế - xã hội của vùng có nhiều chuyển biến tích cực.",
  "Cầu thủ trẻ này vừa ký hợp đồng ba năm với câu lạc bộ.",
  "Tòa án nhân dân thành phố tuyên phạt bị cáo bảy năm tù.",
  "Thuỷ điện xả lũ khiến mực nước hạ lưu dâng nhanh, nhân dân phải sơ tán.",
  "Món bún cá ở đây được nấu từ cá tươi đánh bắt trong ngày.",
  "Hàng nghìn du khách đổ về bãi biển trong dịp nghỉ lễ.",
  "“Trời ơi, nước lên nhanh quá, tụi nhỏ nhà tui chưa kịp ăn cơm nữa”, bà Bảy Hò mếu máo.",
  "“Ổng nói vậy chớ hổng phải vậy đâu”, chị Út cười hiền.",
  "Tui bươn chải ba chục năm nay, giờ mới cất được cái nhà nho nhỏ.",
  "“Má thằng Tí ơi, ra coi ai tới kìa!”, tiếng ông Hai oang oang ngoài ngõ.",
  "Quang Hải chọc khe dọn cỗ để Tiến Linh băng xuống dứt điểm chéo góc hạ gục thủ môn đối phương.",
  "Hậu vệ biên căng ngang, Văn Toàn đệm bóng cận thành ở phút 87, ấn định tỉ số 3-1.",
  "Bàn thua khiến thầy trò HLV Park Hang Seo chùng xuống trong mười phút cuối hiệp một.",
  "VAR vào cuộc, trọng tài chính Nazmi Nasaruddin chỉ tay vào chấm 11 m.",
  "Bị cáo Nguyễn Thị Tám khai do túng quẫn nên nảy sinh ý định trộm cắp, rồi mang tang vật bán cho tiệm cầm đồ.",
  "HĐXX nhận định hành vi của bị cáo là đặc biệt nguy hiểm cho xã hội, cần cách ly một thời gian.",
  "TAND Cấp cao tại TP.HCM bác kháng cáo, y án sơ thẩm đối với bốn bị cáo.",
  "Đêm 12-9, lũ ống ập về bản Nà Nhừ cuốn phăng 11 nóc nhà sàn của đồng bào Mông, Dao, Tày.",
  "Bà con xóm Chài dùng thuyền thúng chèo chống suốt đêm để đưa người già, trẻ nhỏ lên triền đê.",
  "Ngập sâu, bèo tây và rác ùn ứ ở cống Liên Mạc",
  "Xe khách lao xuống vực sâu, ba người tử nạn",
  "Giá sầu riêng rớt thê thảm, nhà vườn khóc ròng",
  "Vì sao giá vàng “nhảy múa” trước giờ G?",
  "Nhóm thanh niên “choai choai” đua xe, nẹt pô inh ỏi giữa phố",
  "Ảnh: Cán bộ, chiến sĩ Đồn Biên phòng cửa khẩu Lao Bảo giúp dân gặt lúa chạy lụt.",
  "Cụ bà Lò Thị Hặc, 82 tuổi, dệt thổ cẩm bên bếp lửa nhà sàn. Ảnh: A Lử",
  "Các em học sinh Trường PTDTBT THCS Y Tý trong giờ ra chơi.",
  "Ông Đinh Văn Cắm ở làng Kon Jơ Dri bên vườn cà phê trĩu quả.",
  "Trẻ vùng cao co ro trong giá rét, chân trần lội suối tới trường.",
  "Chị gánh chè bưởi, chè thưng rao lanh lảnh qua từng con hẻm.",
  "Thằng bé lẫm chẫm bước, bi bô gọi “bà ơi” làm ai nấy bật cười.",
  "Ông lão chậm rãi nhấp ngụm trà, khề khà kể chuyện thời trai trẻ.",
  "Đồng lúa chín vàng ươm trải dài tít tắp, thoang thoảng hương cốm non.",
  "Nắng hầm hập, mồ hôi nhễ nhại, tốp thợ xây vẫn miệt mài trộn vữa.",
  "Lão nông tri điền này quanh năm bán mặt cho đất, bán lưng cho trời.",
  "Cái sảy nảy cái ung, chuyện bé xé ra to là vì thế.",
  "Dự án chậm tiến độ do vướng giải phóng mặt bằng ở 47 hộ dân thôn Đìa.",
  "Doanh thu quý III của doanh nghiệp đạt 1.250 tỉ đồng, tăng 12,5% so với cùng kỳ.",
  "Ngân hàng hạ lãi suất tiền gửi kỳ hạn 6 tháng xuống còn 4,7%/năm.",
  "Bộ Y tế khuyến cáo tiêm nhắc vắc xin phòng sởi, cúm A/H5N1 cho trẻ.",
  "Bác sĩ chỉ định chụp MRI, siêu âm ổ bụng để loại trừ viêm ruột thừa.",
  "Nghệ sĩ ưu tú Xuân Hinh hóa thân thành hề chèo, khiến khán giả cười nghiêng ngả.",
  "Ca sĩ Mỹ Tâm phát hành MV mới, cán mốc 10 triệu lượt xem trên YouTube.",
  "Kỹ sư Lê Văn Tám miệt mài chế máy gặt đập liên hợp từ sắt vụn.",
  "Con tôi sốt li bì ba ngày, nó cứ quấy khóc, tôi thương đứt ruột.",
  "Anh em mình là người một nhà, khách sáo làm chi cho mệt.",
  "“Đừng dại mà nghe lời ngon ngọt của nó”, người mẹ nức nở.",
  "“Ủa, sao hôm nay anh về sớm dữ vậy?”, vợ tôi ngạc nhiên.",
  "Sáng sớm, chợ nổi Cái Răng nhộn nhịp xuồng ghe, cây bẹo treo lủng lẳng khóm, bí, khoai.",
  "Món mắm kho ăn kèm bông súng, rau đắng, bông so đũa chấm nước cốt đậm đà.",
  "Hai chị em ôm nhau khóc nấc khi gặp lại sau 40 năm thất lạc.",
  "Cảnh sát giao thông lập chốt, thổi nồng độ cồn nhiều “ma men” đêm 30 Tết.",
  "Tài xế xe ben vượt ẩu, tông sập lan can cầu Mỹ Lợi.",
  "Gió giật cấp 11, mái tôn bay tứ tung, hàng chục cây phượng cổ thụ bật gốc.",
  "Người dân hối hả chằng chống nhà cửa, kéo ghe vào âu thuyền tránh bão.",
  "Côn trùng kêu ran quanh bờ ruộng khi trời sẩm tối.",
  "Nhóm dầu khí dẫn đầu đà giảm của thị trường.",
  "Đàn vịt con lũn cũn theo mẹ ra bờ ao.",
  "Mở thêm một tab, dán đường link rồi bấm nút.",
  "Nước giếng trong vắt, bọn trẻ xoắn xuýt bên bà, cười khanh khách.",
  "Sau đêm mưa trắng trời, con suối cạn bỗng hóa hung thần nuốt trọn bản làng.",
];

test.each(CLEAN)("L3 quiet: %s", (sentence) => {
  expect(flagsIn(sentence).map((flag) => `${flag.wrong} > ${flag.suggestions[0]}`)).toEqual([]);
});

test("L3 the sentences on end, as one passage, are quiet too", () => {
  expect(flagsIn(CLEAN.join(" "))).toEqual([]);
  expect(flagsIn(CLEAN.join("\n"))).toEqual([]);
});

/** A slip in a sentence, the stretch that must be flagged, and what must be offered first. */
const SLIPS: readonly (readonly [sentence: string, wrong: string, right: string])[] = [
  ["Báo cáo cũng chỉ ra những han chế trong công tác quản lý.", "han chế", "hạn chế"],
  ["Lực lương chức năng đã có mặt tại hiện trường.", "Lực lương", "Lực lượng"],
  ["Người dân cần nâng cao ý thưc phòng cháy.", "thưc", "thức"],
  ["Chính phũ vừa ban hành nghị định mới.", "Chính phũ", "Chính phủ"],
  ["Các đại biểu đã thão luận sôi nổi.", "thão luận", "thảo luận"],
  ["Nhà máy sẽ đi vào hoạt đông từ tháng sau.", "hoạt đông", "hoạt động"],
  ["Giá vàng trong nươc tiếp tục tăng mạnh.", "nươc", "nước"],
  ["Công an đang điều tra nguyên nhân vụ tay nạn.", "tay nạn", "tai nạn"],
  ["Ông cho biết dự án đã hoan thành đúng tiến độ.", "hoan thành", "hoàn thành"],
  ["Tỉnh sẽ đẩy mạnh phát triễn du lịch.", "phát triễn", "phát triển"],
  ["Đoàn kiểm tra yêu cầu khắc phục nghiêm trỉnh các thiếu sót.", "trỉnh", "chỉnh"],
  ["Trẻ em cần được chăm xóc tốt hơn.", "chăm xóc", "chăm sóc"],
  ["Công ty đã ký hợp đông với đối tác nước ngoài.", "hợp đông", "hợp đồng"],
  ["Học sinh được ngỉ hè từ tuần tới.", "ngỉ", "nghỉ"],
  ["Chương trinh diễn ra trong ba ngày.", "Chương trinh", "Chương trình"],
  ["Họ đã vượt qua nhiều khó khan để hoàn thành nhiệm vụ.", "khó khan", "khó khăn"],
  ["Cơ quan chưc năng khuyến cáo người dân không hoang mang.", "chưc", "chức"],
  ["Thành phố có nhiều chính sách hổ trợ doanh nghiệp.", "hổ trợ", "hỗ trợ"],
  ["Bệnh viện tiếp nhận nhiều trường hợp ngộ đôc thực phẩm.", "đôc", "độc"],
  ["Nhân viên cứu hộ đã đưa nạn nhân ra nghoài.", "nghoài", "ngoài"],
  ["Cuộc thi nhằm tôn vinh các giá trị văn hóa truyền thóng.", "truyền thóng", "truyền thống"],
  ["Đường phố ngập sâu, giao thông bị tê liêt.", "liêt", "liệt"],
  ["Hội nghi diễn ra trong hai ngày.", "Hội nghi", "Hội nghị"],
  ["Ban tổ chức trao giải cho các thí xinh xuất sắc.", "thí xinh", "thí sinh"],
  ["Người lao độgn được hưởng lương đầy đủ.", "độgn", "động"],
  ["Đây là lần dđầu tiên giải đấu được tổ chức tại Việt Nam.", "dđầu", "đầu"],
  ["Mọi ngươi đều vui mừng trước tin này.", "Mọi ngươi", "Mọi người"],
  ["Tieesng trống khai trường vang lên rộn rã.", "Tieesng", "Tiếng"],
  ["Các em nhỏ thích đoc sách vào cuối tuần.", "đoc", "đọc"],
  ["Ngành y tế đang nổ lực dập dịch.", "nổ lực", "nỗ lực"],
  ["Sản phẩm được xuất khẫu sang nhiều nước.", "xuất khẫu", "xuất khẩu"],
  ["Dịch bệnh đã được kiểm xoát.", "kiểm xoát", "kiểm soát"],
  ["Anh ấy bị thương nặng và được đưa đi cấp cưu.", "cấp cưu", "cấp cứu"],
  ["Chúng tôi rất cãm ơn sự giúp đỡ của mọi người.", "cãm ơn", "cảm ơn"],
  ["Tuy6 nhiên, người da6n vẫn rất bình tĩnh.", "da6n", "dân"],
  ["Cuộc họp kéo dài đến chie62u tối.", "chie62u", "chiều"],
  ["Đơn vị đã hoàn thành kế hoachj đề ra.", "hoachj", "hoạch"],
  ["Anh đi qua con đuờng nhỏ sau chợ.", "đuờng", "đường"],
  ["Cô giáo cuả em rất hiền.", "cuả", "của"],
  ["Ông đựơc bầu làm chủ tịch hội.", "đựơc", "được"],
  ["Tình hình dịch bệnh diễn biến phức tap.", "tap", "tạp"],
  ["Cần sử lý nghiêm các hành vi vi phạm.", "sử lý", "xử lý"],
  ["Doanh nghiệp gặp khó khăn về nguồn vố đầu tư.", "nguồn vố", "nguồn vốn"],
  ["Xe tải chở quá tải trọng xẽ bị phạt nặng.", "xẽ", "sẽ"],
  ["Hai nước tăng cường hợp tác trong lỉnh vực giáo dục.", "lỉnh vực", "lĩnh vực"],
];

test.each(SLIPS)("L1 L2 %s", (sentence, wrong, right) => {
  expect(flagsIn(sentence).map((flag) => [flag.wrong, flag.suggestions[0]])).toEqual([[wrong, right]]);
});

/** Everyday speech, sport, court, floods and headlines: a slip, and the syllables that must be offered for it. */
const SLIPS_OF_ALL_SORTS: readonly (readonly [sentence: string, wrong: string, right: string])[] = [
  ["“Con ơi, má nhớ con qúa”, bà Sáu nghẹn ngào nói.", "qúa", "quá"],
  ["“Tui nghèo lấm, đâu có tiền mà chữa bệnh cho thằng nhỏ”, ông Tư kể.", "lấm", "lắm"],
  ["Anh bảo: “Thôi em về đi, trời săp mưa rồi đó”.", "săp", "sắp"],
  ["“Lúc đó nước dâng nhanh lắm, tôi chỉ kịp cỏng mẹ chạy lên đồi”, chị Hoa nhớ lại.", "cỏng", "cõng"],
  ["Bà cụ ngồi bán rau ở góc chợ, tay run run đếm từng đồng tiền lẽ.", "lẽ", "lẻ"],
  ["Thủ môn đã có pha cứu thua suất sắc ở phút bù giờ.", "suất sắc", "xuất sắc"],
  ["Trọng tài rút thẻ vàng cãnh cáo hậu vệ đội khách.", "cãnh", "cảnh"],
  ["Đội tuyển Việt Nam giành chiến thăng trong trận mở màn.", "thăng", "thắng"],
  ["Huấn luyện viên cho biết các cầu thủ đã hồi phục tôt.", "tôt", "tốt"],
  ["Hội đồng xét xử tuyên phạt bị cáo 7 năm tù về tội lừa đão chiếm đoạt tài sản.", "đão", "đảo"],
  ["Bị cáo khai nhận toàn bộ hành vi phạm tội và xin được khoan hông.", "hông", "hồng"],
  ["Luật sư bào chửa cho rằng thân chủ của mình bị oan.", "chửa", "chữa"],
  ["Phiên tòa sơ thẫm dự kiến kéo dài ba ngày.", "thẫm", "thẩm"],
  ["Nước lũ cuốn trôi nhiều nhà cữa và hoa màu của người dân.", "cữa", "cửa"],
  ["Mưa lớn gây sạc lở trên tuyến quốc lộ 6.", "sạc", "sạt"],
  ["Hàng trăm hộ dân phải di dơi khỏi vùng nguy hiểm.", "dơi", "dời"],
  ["Lực lượng cứu hộ dùng xuồng máy tiêp tế lương thực cho bà con.", "tiêp", "tiếp"],
  ["Đê bao bị vở khiến hàng nghìn hecta lúa ngập sâu.", "vở", "vỡ"],
  ["Giá xăng giãm mạnh từ chiều nay", "giãm", "giảm"],
  ["Nhiều trường cho học sinh nghĩ học vì bão", "nghĩ", "nghỉ"],
  ["Khởi công xây dựng cầu vược sông Hậu", "vược", "vượt"],
  ["Công an bắt nhóm trộm căp xe máy", "căp", "cắp"],
  ["Lãnh đạo tỉnh thăm, tặng qùa các gia đình chính sách", "qùa", "quà"],
  ["Các đại biểu tham dự hội nghị trực tuyên.", "tuyên", "tuyến"],
  ["Người dân đốt nến tưởng niêm các nạn nhân.", "niêm", "niệm"],
  ["Du khách chụp ảnh lưu niệm tại vườn hoa tam giác mach.", "mach", "mạch"],
  ["Đoàn viên thanh niên ra quân don dẹp vệ sinh môi trường.", "don", "dọn"],
  ["Công nhân làm việc trong xưỡng may của công ty.", "xưỡng", "xưởng"],
  ["Chủ tịch nước tiếp đoàn đại biếu người có công.", "biếu", "biểu"],
  ["Thủ tướng yêu cầu các bộ, ngành khẩn trương triển khai nhiêm vụ.", "nhiêm", "nhiệm"],
  ["Quốc hội thảo luận về dự án luật đát đai sửa đổi.", "đát", "đất"],
  ["Ngân hàng Nhà nước tiếp tục giảm lãi xuất điều hành.", "lãi xuất", "lãi suất"],
  ["Thị trường chứng khoáng hôm nay biến động mạnh.", "khoáng", "khoán"],
  ["Doanh nghiệp gặp nhiều khó khăn trong việc tiếp cân vốn vay.", "cân", "cận"],
  ["Tỉnh đang đẩy mạnh thu hút đâu tư vào khu công nghiệp.", "đâu", "đầu"],
  ["Bệnh viện đã cứu sống bệnh nhân bị ngưng tim gần một giở.", "giở", "giờ"],
  ["Bác sỉ khuyến cáo người dân nên tiêm phòng đầy đủ.", "sỉ", "sĩ"],
  ["Nhiều phụ huynh lo lắng vì con nghiên game.", "nghiên", "nghiện"],
  ["Nhà trường tổ chức lể khai giảng năm học mới.", "lể", "lễ"],
  ["Thí sinh cần lưu ý mang theo giấy tờ tùy thâng.", "thâng", "thân"],
  ["Anh Nam mất viêc nên phải chạy xe ôm kiếm sống.", "viêc", "việc"],
  ["Vụ tai nạn khiến hai người tử von tại chỗ.", "von", "vong"],
  ["Tài xế xe tải bỏ trốn khỏi hiện trương.", "trương", "trường"],
  ["Cơ quan công an đang làm rỏ nguyên nhân vụ việc.", "rỏ", "rõ"],
  ["Theo thông tin bang đầu, vụ cháy xảy ra lúc 2 giờ sáng.", "bang", "ban"],
  ["Chính quyền địa phương đã hổ trợ gia đình nạn nhân.", "hổ", "hỗ"],
  ["Các lực lượng nhanh chóng dập tắt đám chấy.", "chấy", "cháy"],
  ["Đôi vợ chồng trẻ giành dụm mãi mới mua được căn nhà.", "giành dụm", "dành dụm"],
  ["Anh em trong nhà phải biết đùm bọc lẩn nhau.", "lẩn", "lẫn"],
  ["Thầy trò nhà trường vượt khó vươn lên giử vững thành tích.", "giử", "giữ"],
  ["Người dân phản ánh tình trạng ô nhiểm kéo dài nhiều năm.", "nhiểm", "nhiễm"],
  ["Giải thưởng nhằm tôn vinh các tác giã trẻ.", "giã", "giả"],
  ["Bộ phim kể về cuộc đời của một nử anh hùng.", "nử", "nữ"],
];

test.each(SLIPS_OF_ALL_SORTS)("L1 L2 mended: %s", (sentence, wrong, right) => {
  const flags = flagsIn(sentence);
  const mended = flags.reduceRight(
    (text, { start, end, suggestions }) => text.slice(0, start) + suggestions[0] + text.slice(end),
    sentence,
  );
  expect(mended).toBe(sentence.replace(wrong, right));
});

/** One syllable alone could stand there. */
const SOLE: readonly (readonly [sentence: string, wrong: string, right: string])[] = [
  ["Mưa đêm qua gây ngậm úng nhiều khu phố.", "ngậm", "ngập"],
  ["Cơ quan điều tra đã khởi tôi vụ án.", "tôi", "tố"],
  ["Giá bán lẻ được điều chính giảm từ hôm nay.", "chính", "chỉnh"],
  ["Tài xế vi phạm nồng đồ cồn bị phạt nặng.", "đồ", "độ"],
  ["Vở kịch sẽ ra mất khán giả vào cuối tuần.", "mất", "mắt"],
  ["Các bị can thiếu trách nghiệm gây hậu quả nghiêm trọng.", "nghiệm", "nhiệm"],
];

test.each(SOLE)("L2 where nothing else could stand: %s", (sentence, wrong, right) => {
  const flags = flagsIn(sentence);
  expect(flags).toHaveLength(1);
  const { start, end, suggestions } = flags[0]!;
  expect(sentence.slice(0, start) + suggestions[0] + sentence.slice(end)).toBe(
    sentence.replace(wrong, right),
  );
});

/** The same in a headline all in capitals, which says nothing of names and abbreviations. */
const LOUD: readonly (readonly [headline: string, wrong: string, right: string])[] = [
  ["KHỞI TỐ NGUYÊN GIÁM ĐÔC SỞ Y TẾ VÌ NHẬN HỐI LỘ", "ĐÔC", "ĐỐC"],
  ["NHIỀU ĐỊA PHƯƠNG KHẮC PHUC SẠT LỞ SAU MƯA LỚN", "PHUC", "PHỤC"],
  ["HƠN NĂM NGHÌN VẬN ĐỘNG VIÊN THAM GIÁ GIẢI CHẠY", "GIÁ", "GIA"],
  ["HƠN NĂM NGHÌN VẬN ĐỘNG VIÊN THAM GGIA GIẢI CHẠY", "GGIA", "GIA"],
  ["MƯA LỚN GÂY NGẬM ÚNG NHIỀU KHU PHỐ", "NGẬM", "NGẬP"],
  ["DU KHÁCH ĐỔ VỀ BIỂN NGHIR MÁT TRONG DỊP LỄ", "NGHIR", "NGHỈ"],
];

test.each(LOUD)("L1 L2 in capitals: %s", (headline, wrong, right) => {
  const flags = flagsIn(headline);
  expect(flags).toHaveLength(1);
  const { start, end, suggestions } = flags[0]!;
  expect(headline.slice(0, start) + suggestions[0] + headline.slice(end)).toBe(
    headline.replace(wrong, right),
  );
});

test.each([
  "ÔNG NGUYỄN VĂN HAI ĐƯỢC BẦU LÀM CHỦ TỊCH UBND XÃ TAM GIANG",
  "BIDV, VCB VÀ HDBANK CÙNG HẠ LÃI SUẤT CHO VAY MUA NHÀ",
  "CÔNG AN TP HCM BẮT TẠM GIAM BÀ TRẦN THỊ DUNG VỀ TỘI LỪA ĐẢO",
  "LLVT TỈNH VÀ BCHQS HUYỆN GIÚP DÂN CHỐNG BÃO SỐ 9",
  "LƯỢNG PHÁT THẢI CO2 TĂNG MẠNH TRONG NĂM QUA",
])("L4 names and abbreviations in a headline in capitals are left alone: %s", (headline) => {
  expect(flagsIn(headline)).toEqual([]);
});

/** All but one syllable of a fixed phrase. */
const PHRASES: readonly (readonly [sentence: string, wrong: string, right: string])[] = [
  ["Hậu vệ này phải rờ sân vì đau.", "rờ", "rời"],
  ["Đội khách để thưa đậm ngay trên sân nhà.", "thưa", "thua"],
  ["Khách gọi hai tô bùn rồi ngồi chờ.", "bùn", "bún"],
  ["Tiếng gà gái vang từ cuối xóm.", "gái", "gáy"],
  ["Thủ thành có ba pha cứu thùa trong hiệp một.", "thùa", "thua"],
  ["Đội bóng vương lên dẫn trước từ phút 12.", "vương", "vươn"],
];

test.each(PHRASES)("L2 a fixed phrase says what was meant: %s", (sentence, wrong, right) => {
  const flags = flagsIn(sentence);
  expect(flags).toHaveLength(1);
  const { start, end, suggestions } = flags[0]!;
  expect(sentence.slice(0, start) + suggestions[0] + sentence.slice(end)).toBe(
    sentence.replace(wrong, right),
  );
});

test.each([
  "Cha để dành quyền thừa kế cho con.",
  "Chị sống trong cảnh già cả, neo đơn.",
  "Ngủ dậy học sinh đi bộ đến trường.",
])("L2 what makes a phrase itself stays: %s", (sentence) => {
  expect(flagsIn(sentence)).toEqual([]);
});
