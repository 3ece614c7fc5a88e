import { wordKey, type Candidate } from "./candidates.ts";
import type { Reading } from "./evidence.ts";
import type { Token } from "./tokens.ts";

/*
 * Words of two and more syllables and phrases of the news that do not vary: who writes all but one syllable of one meant
 * that one too. Written down from knowledge of the language, by what the news is about; the counts decide, place by place,
 * whether what stands there is right as well.
 */

const FOOTBALL = `
cứu thua; bàn thua; bàn thắng; rời sân; vào sân; ra sân; sân cỏ; sân nhà; sân khách; hàng thủ; hàng công; tuyến
giữa; thủ môn; tiền đạo; tiền vệ; hậu vệ; trung vệ; thủ thành; thẻ đỏ; thẻ vàng; rút thẻ; phạt góc; phạt đền; đá
phạt; chấm phạt đền; sút xa; sút bóng; cú sút; sút tung lưới; dứt điểm; chuyền bóng; đường chuyền; đường bóng;
kèm người; cản phá; phá bóng; cướp bóng; mất bóng; giữ bóng; kiểm soát bóng; thua đậm; thắng đậm; thua ngược;
thắng lợi; thắng kịch tính; trận hòa; hòa không bàn thắng; cầm hòa; chia điểm; vòng bảng; vòng loại; vòng một;
tứ kết; bán kết; chung kết; trận đấu; trận cầu; hiệp phụ; bù giờ; phút bù giờ; luân lưu; treo giò; thổi còi;
tiếng còi; trọng tài chính; trọng tài biên; trọng tài rút; trọng tài thổi; trọng tài cho; trọng tài công nhận;
trọng tài bắt; trợ lý trọng tài; tổ trọng tài; vua trọng tài; quả phạt góc; phạt góc từ; bóng chạm tay; chạm xà;
cột dọc; xà ngang; khung thành; vòng cấm; đội hình; đội trưởng; đội nhà; đội khách; đội chủ nhà; ngôi đầu bảng;
bảng xếp hạng; vươn lên dẫn trước; vươn lên ngôi; vươn lên dẫn đầu; vươn lên thoát nghèo; vươn lên làm giàu;
vươn lên trong; vươn mình; giành chiến thắng; giành huy chương; giành ngôi; giành vé; giành tấm vé; giành quyền;
giành cúp; giành giải; giành lại; giành được; giành giật; giành thắng lợi; giành điểm; giành trọn; giành chức;
giành danh hiệu; giành suất; giành độc lập; giành chính quyền; giành ba điểm; huy chương vàng; huy chương bạc;
huy chương đồng; phá kỷ lục; lập kỷ lục; kỷ lục quốc gia; cổ vũ; cổ động viên; người hâm mộ; hò reo; khán đài;
ăn mừng; nâng cúp; võ sĩ; đấu sĩ; vận động viên; huấn luyện viên; tay vợt; kình ngư; đường chạy; về đích; cán
đích; bứt phá; bị loại; hạ đối thủ; hạ gục; hạ đo ván; đối thủ; lội ngược dòng; gỡ hòa; san bằng tỉ số; tỉ số;
ghi bàn; lập công; nổ súng; thủng lưới; phá lưới; xé lưới; vỡ trận; áp đảo; lép vế
`;

const COURT = `
khởi tố; truy tố; xét xử; sơ thẩm; phúc thẩm; tuyên phạt; tuyên án; bị cáo; bị can; nghi can; nghi phạm; hung
thủ; hung khí; tang vật; tang chứng; nhân chứng; nạn nhân; người bị hại; thi thể; tử vong; tử hình; chung thân;
án treo; án phí; kháng cáo; kháng nghị; luật sư; bào chữa; thân chủ; công tố; kiểm sát viên; viện kiểm sát; kiểm
sát nhân dân; hội đồng xét xử; phiên tòa; tòa án; tạm giam; tạm giữ; bắt giữ; bắt giam; bắt quả tang; vây bắt;
truy bắt; truy nã; đầu thú; tự thú; khai nhận; thừa nhận; nhận tội; chối tội; lừa đảo; chiếm đoạt; chiếm đoạt
tài sản; tham ô; hối lộ; nhận hối lộ; đưa hối lộ; rửa tiền; trốn thuế; buôn lậu; ma túy; mại dâm; đánh bạc; cá
độ; cướp giật; cướp tài sản; cướp tiệm vàng; trộm cắp; trộm chó; đột nhập; cạy cửa; phá khóa; phá khóa cửa; móc
túi; giật dọc; đâm chém; đâm chết; chém chết; cầm dao; rút dao; hành hung; cố ý gây thương tích; hiếp dâm; giao
cấu; bắt cóc; tống tiền; đòi nợ; siết nợ; tín dụng đen; cho vay nặng lãi; khám xét; khám nghiệm hiện trường;
hiện trường; khám nghiệm tử thi; dấu vết; vân tay; lấy lời khai; điều tra viên; công an xã; cảnh sát giao thông;
cảnh sát hình sự; nồng độ cồn; vượt đèn đỏ; lấn làn; phóng nhanh; gây tai nạn; bỏ trốn; bỏ chạy; tông xe; đâm
xe; lao xuống vực; lao xuống; xuống vực; lật xe; mất lái; mất phanh; đứt phanh; thắng gấp; phanh gấp; xe khách;
xe tải; xe đầu kéo; xe cứu thương; xe cứu hỏa; xe buýt; bồi thường; giảm nhẹ; tình tiết tăng nặng; ăn năn; hối
cải; ăn năn hối cải; khoan hồng; cúi đầu; trả tự do; oan sai; minh oan; giám định; trách nhiệm; thiếu trách
nhiệm; chịu trách nhiệm; xác minh; vào cuộc xác minh; làm rõ; tố giác; tố cáo; khiếu nại; cưỡng chế
`;

const FLOOD = `
mưa lũ; bão lũ; lũ lụt; ngập lụt; ngập úng; ngập sâu; ngập nặng; ngập lút; sạt lở; lở đất; lở núi; lũ quét; lũ
ống; hạ du; thượng nguồn; đầu nguồn; xả lũ; xả đáy; đê bao; vỡ đê; tràn bờ; thủy triều; triều cường; mực nước;
báo động; sơ tán; di dời; lánh nạn; tránh bão; chạy lũ; chạy bão; chạy lụt; chằng chống; tốc mái; mái tôn; mái
nhà; đổ sập; bật gốc; gãy đổ; nhổ neo; cô lập; chia cắt; tiếp cận; tiếp tế; cứu trợ; cứu hộ; cứu nạn; cứu đói;
mì gói; mì tôm; phát mì; phát quà; trao quà; suất quà; suất ăn; suất cơm; suất học bổng; phần quà; áo phao; phao
cứu sinh; xuồng máy; ghe xuồng; chèo xuồng; chèo thuyền; kê đồ đạc; kê cao; kê đồ; chở đồ; chở hàng; chở khách;
chở người; chở quá tải; nước rút; nước dâng; nước cuốn; nước cuốn trôi; cuốn trôi; trôi dạt; mất tích; tìm thấy
thi thể; đuối nước; chìm tàu; lật thuyền; bùn đất; bùn non; dọn dẹp; dọn bùn; rét đậm; rét hại; gió mùa; gió
giật; giật cấp; tâm bão; mắt bão; áp thấp; nắng nóng; nắng gắt; khô hạn; hạn mặn; xâm nhập mặn; nhiễm mặn; cháy
rừng; dập tắt; dập lửa; đám cháy; khói bốc; ngùn ngụt; thiêu rụi; rốn lũ; lòng hồ; thủy điện; gặt lúa; gặt hái;
cấy lúa; sạ lúa; thu hoạch lúa; ruộng lúa; thửa ruộng; thiệt hại nặng nề; khắc phục hậu quả
`;

const PEOPLE = `
dám nghĩ; dám làm; dám nói; dám tin; dám về; dám ngủ; dám mơ; dám đi; dám ăn; dám nhận; không dám; chẳng dám;
đâu dám; chưa dám; nào dám; sao khi; làm sao; tại sao; vì sao; ra sao; vậy sao; thế nào; như thế; hỏi hoài; hỏi
thăm; hỏi han; hỏi chuyện; hỏi đường; nói hoài; mua bán; mua sắm; mua hàng; mua đồ; mua gạo; mua thuốc; mua quà;
mua được; mua hai; mua vé; bán vé số; vé số; kiếm sống; kiếm tiền; kiếm cơm; kiếm ăn; kiếm thêm; kiếm việc; mưu
sinh; tảo tần; tần tảo; lam lũ; lầm lũi; lủi thủi; thui thủi; sớm tối; sớm hôm; hôm sớm; đầu tắt mặt tối; nương
tựa; nương tựa vào; nương nhờ; chống gậy; chống chèo; chống đỡ; trống hội; tiếng trống; đánh trống; trống
trường; trống khai trường; trống trải; trống vắng; trống rỗng; chỗ trống; ghế trống; dạy học; dạy dỗ; dạy con;
dạy chữ; dạy nghề; dạy bảo; dạy kèm; dạy thêm; thức dậy; ngủ dậy; trỗi dậy; dậy sớm; dậy thì; đời xưa; ngày xưa;
thuở xưa; xa xưa; xưa kia; xưa nay; chiến trường xưa; chuyện xưa; tích xưa; dắt xe; dắt trâu; dắt tay; dắt con;
dắt chó; dẫn dắt; dìu dắt; giắt lưng; dành dụm; dành tiền; dành thời gian; dành cho; dành riêng; dành tặng; dành
hết; dành trọn; dành tình cảm; dành nhiều; để dành; nhặt được; nhặt rác; nhặt ve chai; nhặt nhạnh; lượm lặt; cọc
tiền; thở dài; thở phào; thở dốc; thở hổn hển; cúi xuống; cúi chào; cúi gằm; nghẹn ngào; khóc nghẹn; khóc nấc;
khóc òa; òa khóc; nức nở; khóc ròng; giàn giụa; rưng rưng; mừng quýnh; mừng rỡ; vui mừng; run rẩy; sợ hãi; sợ
lắm; sợ quá; khổ lắm; khổ quá; thương lắm; thương con; thương quá; nghèo khó; nghèo lắm; nằm viện; nằm bệnh
viện; nằm liệt; nằm im; nằm ngủ; ốm đau; ốm yếu; bệnh nặng; bệnh tật; mồ côi; côi cút; cưu mang; đùm bọc; chia
sẻ; san sẻ; sẻ chia; nhường cơm sẻ áo; lá lành đùm lá rách; mảnh vườn; mảnh đất; mảnh đời; mảnh ruộng; mảnh vỡ;
mảnh vụn; mãnh thú; bát cơm; bữa cơm; bữa ăn; nồi cháo; bát cháo; tô cháo; cháo gà; cháo lòng; tô bún; bát bún;
bún bò; bún riêu; bún chả; tô phở; bát phở; hủ tiếu; bánh mì; bánh chưng; bánh tét; bánh xèo; uống trà; ấm trà;
chén trà; pha trà; hái trà; uống rượu; kiêng rượu; kiêng rượu bia; kiêng khem; kiêng kỵ; ăn kiêng; nghỉ học;
nghỉ tết; nghỉ hè; nghỉ lễ; nghỉ ngơi; nghỉ việc; nghỉ phép; nghỉ hưu; nghỉ mát; nghỉ dưỡng; nghỉ trưa; bỏ học;
bỏ nghề; bỏ xứ; bỏ nhà; có lúc; nhiều lúc; lúc tôi; lúc ấy; lúc này; đến lúc; hàng ngày; hằng ngày; hàng xóm;
hàng rong; hàng quán; láng giềng; xóm giềng; trọ học; phòng trọ; nhà trọ; dãy trọ; xa nhà; xa quê; về quê; quê
nhà; làng quê; con đường làng; đường làng; lũy tre làng; rợp bóng; rợp bóng tre; góc phố; góc chợ; góc vườn; góc
bếp; góc nhà; góc khuất; gốc cây; gốc đa; gốc tre; gà gáy; gà trống; gáy vang; chó sủa; ếch nhái; dế kêu; quét
rác; quét nhà; quét sân; quét dọn; giặt giũ; giặt đồ; rửa bát; rửa chén; nấu nướng; nấu cơm; vá lưới; vá xe; đẩy
xe; cõng mẹ; cõng con; cõng cụ; cõng bạn; cõng chữ; bế con; bồng con; ru con; cho bú; đi bộ; lội bộ; lội suối;
băng rừng; tuổi già; già yếu; già làng; cụ già; người già; cháu nội; cháu ngoại; bà ngoại; ông nội; ông ngoại;
bà nội; khiếm thị; khiếm thính; khuyết tật; câm điếc; bại liệt; mù lòa; tàn tật; sống sót; sống tiếp; sống bằng
nghề; sẽ làm; sẽ cố; sẽ phải; sẽ được; sẽ không; mỗi ngày; mỗi tháng; mọi người; suốt đời; cả đời; cuộc đời; lừa
tiền; bị lừa; lừa gạt; lừa mất; tâm trí; trí nhớ; trí tuệ; ý chí; chí hướng; chí thú; báo chí; dứt khoát; quyết
tâm; quyết liệt; bạo hành; vợ chồng; hai vợ chồng; mẹ chồng; chồng chị
`;

const PUBLIC_LIFE = `
lương cơ sở; lương tối thiểu; tăng lương; trả lương; nợ lương; tiền lương; lương hưu; bậc lương; cải cách tiền
lương; lương thưởng; điều chỉnh giảm; điều chỉnh tăng; điều chỉnh giá; điều khiển; chiếm quyền điều khiển; bàn
điều khiển; điều kiện; điều hành; phát hành; phát hành cổ phiếu; phát hành thêm; phát minh; phát hiện; phát huy;
phát triển; phát biểu; phát động; pháp luật; pháp lý; gia nhập; xuất nhập khẩu; xuất khẩu; nhập khẩu; kim ngạch;
lãi suất; hạ lãi suất; năng suất; công suất; đề xuất; sản xuất; nước ngoài; vốn đầu tư; nhà đầu tư; đầu tư công;
giải ngân; cổ phiếu; cổ đông; cổ tức; chứng khoán; trái phiếu; tỉ giá; tỷ giá; tín dụng; ngân hàng; vay vốn; nợ
xấu; bất động sản; chung cư; căn hộ; sổ đỏ; sổ hồng; giá xăng; xăng dầu; giá vàng; vàng miếng; vàng nhẫn; rớt
giá; mất giá; trượt giá; lạm phát; thất nghiệp; trợ cấp; trợ giá; bảo hiểm; bảo hiểm xã hội; cử tri; tiếp xúc cử
tri; chất vấn; biểu quyết; đại biểu; nghị quyết; nghị định; thông tư; chỉ thị; chủ trì; chủ tọa; hội đàm; hội
kiến; hội nghị; dâng hương; nén hương; thắp hương; thắp nhang; tưởng niệm; truy tặng; trao tặng; huân chương;
anh hùng; liệt sĩ; nghĩa trang; nghĩa tình; tham gia; tham dự; tham quan; tập trung; trung tâm; trung ương;
chuyển đổi; rườm rà; thủ tục rườm rà; tinh gọn; tinh giản; sắp xếp; sáp nhập; xếp hàng; xếp lịch; nhân sự; nhân
lực; nhân công; lao động; đình công; đòi tăng lương; thi tuyển; tuyển sinh; thí sinh; học bổng; học phí; khai
giảng; tựu trường; tốt nghiệp; giám đốc; giám hiệu; giám thị; giám sát; giáo viên; giảng viên; xuất sắc; xán
lạn; tương lai xán lạn; chẩn đoán; chữa trị; điều trị; tiêm chủng; tiêm thuốc; tiêm vắc xin; tiêm phòng; mũi
tiêm; ghép tim; ghép thận; ghép gan; ghép tạng; hiến tạng; hiến máu; truyền máu; mổ tim; phẫu thuật; cấp cứu;
nguy kịch; cơn nguy kịch; qua cơn nguy kịch; hôn mê; tuyến trên; bệnh nhi; sản phụ; sinh con; sinh nở; khuyến
cáo; cảnh báo; cảnh giác; phòng dịch; dập dịch; ổ dịch; bùng phát; sốt xuất huyết; tay chân miệng; ngộ độc; suy
thận; đột quỵ; tai biến; ung thư; màn hình; mạng xã hội; trình duyệt; phần mềm; tài khoản; mật khẩu; lan truyền;
tin giả; trình diễn; ra mắt; ra mắt khán giả; khán giả; khắc họa; khắc sâu; sáng tác; đăng quang; thu hút; rạng
rỡ; thảm đỏ; sân khấu; hậu trường; phòng vé; tái bản; xuất bản; lan tỏa; phòng hộ; bảo tồn; đa dạng; ô nhiễm;
không khí; khí thải; rác thải; nước thải; tiết kiệm; bức xúc; gay gắt; giằng co; ùn tắc; ùn ứ; kẹt xe; kéo dài;
tắc nghẽn; thông xe; đường sắt; hầm chui; cầu vượt; vỉa hè; lòng đường; vạch kẻ; biển báo; hạ cánh; khẩn cấp;
hành khách; du lịch; lễ hội; chợ phiên; chợ nổi; ruộng bậc thang; thung lũng; cánh đồng; đồng lúa; mặt hồ; bờ
suối; vui đùa; nô đùa; đùa giỡn; đùa vui; thong thả; gặm cỏ; đàn trâu; chăn trâu; chăn nuôi; trồng trọt; trồng
rau; trồng cây; trồng rừng; tưới tiêu; bón phân; phun thuốc; thu hoạch; được mùa; mất mùa; trúng mùa; bám biển;
ra khơi; vươn khơi; ngư dân; đánh bắt; tàu cá; cập bến; cập cảng; quyên góp; ủng hộ; từ thiện; nhà hảo tâm; mạnh
thường quân; thiện nguyện; tình nguyện; xung phong; xung kích; quân nhân; bộ đội; chiến sĩ; biên phòng; diễn
tập; huấn luyện; cựu chiến binh; thương binh; thất hứa; lời hứa; dũng cảm; can đảm; tận tụy; tận tâm; giữa
chừng; dở dang; dang dở; tổ chức; công bố; công khai; minh bạch; cõi lòng; tấm lòng; đồng bào; đoàn kết
`;

/** Echoing words and pictures of speech, which news has seldom. */
const ECHOES = `
kêu ran; ran ran; râm ran; đà giảm; đà tăng; lấy đà; mất đà; theo đà; lũn cũn; lũn chũn; đường xá; cám ơn; đơm
đặt; tý liên quan; lon ton; lẫm chẫm; chập chững; lích chích; líu lo; líu ríu; ríu rít; rả rích; ra rả; ồm ộp;
uôm uôm; oang oang; ồm ồm; eo éo; the thé; rổn rảng; loảng xoảng; lẻng xẻng; leng keng; lanh canh; lách cách;
lách tách; lộp độp; lộp bộp; bì bõm; bì bạch; lõm bõm; tõm tõm; tí tách; rì rầm; rì rào; xào xạc; xạc xào; vi
vu; vù vù; ù ù; ầm ầm; ầm ĩ; ùng oàng; đùng đoàng; í ới; ơi ới; thút thít; sụt sùi; sùi sụt; tấm tức; tấm tức
khóc; mếu máo; nhõng nhẽo; thủ thỉ; rủ rỉ; lầm rầm; lầm bầm; lẩm bẩm; làu bàu; càu nhàu; cằn nhằn; cáu bẳn; cáu
kỉnh; gắt gỏng; hậm hực; hục hặc; lục đục; xích mích; khúc khích; khanh khách; ha hả; hô hố; sằng sặc; ngặt
nghẽo; toe toét; nhoẻn cười; tủm tỉm; mủm mỉm; móm mém; móm mém cười; phúc hậu; nheo nhóc; lếch thếch; nhếch
nhác; lôi thôi; tất tả; tất bật; hớt hải; hớt hơ; lật đật; lạch bạch; lạch đạch; khập khiễng; cà nhắc; lò dò;
rón rén; lén lút; lấm lét; thập thò; thấp thỏm; thon thót; giật thót; phấp phỏng; bồn chồn; nao nao; nôn nao;
xốn xang; bâng khuâng; đau đáu; canh cánh; day dứt; dằn vặt; giằng xé; thẫn thờ; ngẩn ngơ; ngơ ngác; ngơ ngẩn;
bần thần; thất thần; thất thểu; liêu xiêu; xiêu vẹo; lụp xụp; tuềnh toàng; lèo tèo; thưa thớt; lác đác; lơ thơ;
lưa thưa; ken đặc; chen chúc; nườm nượp; tấp nập; rôm rả; xôm tụ; xúm xít; xoắn xuýt; quấn quýt; quây quần; sum
vầy; đầm ấm; ấm áp; lành lạnh; se se; se lạnh; hây hẩy; hiu hiu; hiu hắt; heo hút; heo may; đìu hiu; vắng hoe;
đỏ hoe; hoe hoe; đỏ au; đỏ chót; đỏ ối; vàng ươm; vàng óng; vàng rực; xanh rì; xanh mướt; xanh rờn; đen nhẻm;
đen sì; trắng phau; trắng xóa; tím ngắt; tím tái; rám nắng; đen đúa; gầy guộc; gầy gò; gầy nhom; còm cõi; còm
nhom; khẳng khiu; lom khom; còng lưng; chai sạn; nứt nẻ; nhăn nheo; hom hem; móp méo; méo mó; xù xì; gồ ghề; lởm
chởm; gập ghềnh; khúc khuỷu; ngoằn ngoèo; quanh co; thăm thẳm; hun hút; chon von; chênh vênh; cheo leo; vắt vẻo;
lắt lẻo; tòng teng; lủng lẳng; lúc lỉu; trĩu quả; sai trĩu; sum suê; um tùm; rậm rạp; xác xơ; xơ xác; tiêu điều;
tan hoang; ngổn ngang; bừa bộn; lổn nhổn; nhão nhoẹt; nhớp nháp; nhầy nhụa; lầy lội; lấm lem; lem luốc; nhem
nhuốc; nhọ nhem; hôi hám; khai nồng; nồng nặc; ngào ngạt; thoang thoảng; ngan ngát; thơm phức; nóng hổi; nghi
ngút; cay xè; chua loét; đắng ngắt; ngọt lịm; giòn rụm; giòn tan; béo ngậy; bùi bùi; dẻo quẹo; dai nhách; lạt
nhách; no nê; đói meo; khát khô; mệt lả; lả người; rũ rượi; bủn rủn; run lẩy bẩy; lẩy bẩy; cầm cập; nổi da gà; ê
ẩm; nhức nhối; buốt giá; tê cóng; rét cóng; rét run
`;

/** A syllable which a fixed phrase has in the place of what stands there. */
export interface Meant {
  readonly candidate: Candidate;
  /** Syllables of the phrase. */
  readonly length: number;
}

const LONGEST = 4;
/** How many times oftener news must have the phrase than what stands there. */
const LEAST_OFTENER = 20;

/** The phrases by all but one of their syllables: "rời _" gives "sân". */
let table: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Whether a word makes a fixed phrase with its neighbours as it stands. */
export function isOfPhrase({ tokens }: Reading, at: number): boolean {
  table ??= byGap();
  const own = wordKey(tokens[at]!.form);
  for (let length = LONGEST; length >= 2; length--) {
    for (let first = at - length + 1; first <= at; first++) {
      if (table.get(gapAt(tokens, first, length, at))?.has(own)) return true;
    }
  }
  return false;
}

/**
 * What the longest fixed phrase around a word has in its place, or null: "sân" for the "sần" of "phải rời
 * sần". What makes a phrase itself stays: "để dành quyền".
 */
export function meantAt(reading: Reading, at: number, candidates: readonly Candidate[]): Meant | null {
  table ??= byGap();
  const own = wordKey(reading.tokens[at]!.form);
  let found: Meant | null = null;
  for (let length = LONGEST; length >= 2; length--) {
    for (let first = at - length + 1; first <= at; first++) {
      const meant = table.get(gapAt(reading.tokens, first, length, at));
      if (meant === undefined) continue;
      if (meant.has(own)) return null;
      if (found) continue;
      const candidate = candidates.find(({ spelling }) => meant.has(wordKey(spelling)));
      if (candidate && isRareBeside(reading, at, candidate.id, first, length)) found = { candidate, length };
    }
  }
  return found;
}

/** The words from the first on, the one that may be a slip left open; "" where something stands between them. */
function gapAt(tokens: readonly Token[], first: number, length: number, at: number): string {
  const words: string[] = [];
  for (let place = first; place < first + length; place++) {
    const token = tokens[place];
    if (token?.kind !== "word" || token.joined || token.letterCase === "other") return "";
    if (token.letterCase === "first" && tokens[place - 1]?.kind !== "boundary") return "";
    words.push(place === at ? "_" : wordKey(token.form));
  }
  return words.join(" ");
}

/** Whether news hardly has what stands there, against the phrase: by pairs, and by triples of a longer one. */
function isRareBeside(
  { ids, counts }: Reading,
  at: number,
  meant: number,
  first: number,
  length: number,
): boolean {
  const countWith = (id: number): number => {
    const word = (place: number): number => (place === at ? id : ids[place]!);
    if (length === 2) return counts.countOfPair(counts.pairOf(word(first), word(first + 1)));
    const from = Math.min(Math.max(first, at - 2), first + length - 3);
    return counts.tripleCount(counts.pairOf(word(from), word(from + 1)), word(from + 2));
  };
  return countWith(ids[at]!) * LEAST_OFTENER <= countWith(meant);
}

function byGap(): ReadonlyMap<string, ReadonlySet<string>> {
  const gaps = new Map<string, Set<string>>();
  const phrases = [FOOTBALL, COURT, FLOOD, PEOPLE, PUBLIC_LIFE, ECHOES].flatMap((words) => words.split(";"));
  for (const phrase of phrases) {
    const words = phrase.trim().split(/\s+/).map(wordKey);
    for (const [open, word] of words.entries()) {
      const gap = words.map((other, place) => (place === open ? "_" : other)).join(" ");
      gaps.set(gap, (gaps.get(gap) ?? new Set()).add(word));
    }
  }
  return gaps;
}
