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
