import { wordKey } from "./candidates.ts";
import type { Token } from "./tokens.ts";

/** What is often written for something else, and is wrong wherever it stands. */
export interface Confusion {
  readonly wrong: readonly string[];
  readonly right: readonly string[];
  /** Not wrong before or after one of these syllables: "tiêu | chuẩn đoán". */
  readonly unlessBefore: ReadonlySet<string>;
  readonly unlessAfter: ReadonlySet<string>;
  /** Why, in both languages of the screen; null where sound and spelling say all there is to say. */
  readonly why: { readonly vi: string; readonly en: string } | null;
}

/** A confusion found, from the token `first` to the token `last`. */
export interface ConfusionFound {
  readonly first: number;
  readonly last: number;
  readonly confusion: Confusion;
}

/**
 * Confusions with a reason worth telling: wrong = right | in Vietnamese | in English. The reasons are those of
 * Hoàng Phê's Từ điển tiếng Việt (Vietnamese Institute of Lexicography) and of the words' Sino-Vietnamese parts.
 */
const REASONED = `
sát nhập = sáp nhập | “sáp” là cắm vào, gộp vào; “sát” là kề bên | “sáp” means to put in; “sát” means close by
thăm quan = tham quan | “tham quan” là từ Hán Việt: đến tận nơi để xem | the word is Sino-Vietnamese: to go and see
bàng quang = bàng quan | “bàng quan” là đứng ngoài nhìn; “bàng quang” là bọng đái | “bàng quan” is to look on; “bàng quang” is the bladder
sáng lạn = xán lạn | “xán” và “lạn” đều là rực rỡ | both syllables of “xán lạn” mean radiant
xán lạng = xán lạn | “xán” và “lạn” đều là rực rỡ | both syllables of “xán lạn” mean radiant
sáng lạng = xán lạn | “xán” và “lạn” đều là rực rỡ | both syllables of “xán lạn” mean radiant
vô hình chung = vô hình trung | “trung” là ở trong: trong cái không hình dạng | “trung” means within
tựu chung = tựu trung | “trung” là ở trong: điều cốt yếu ở trong đó | “trung” means within
chia xẻ = chia sẻ | “sẻ” là lấy bớt cho người khác; “xẻ” là cắt bằng cưa | “sẻ” is to give a part; “xẻ” is to saw
xẻ chia = sẻ chia | “sẻ” là lấy bớt cho người khác; “xẻ” là cắt bằng cưa | “sẻ” is to give a part; “xẻ” is to saw
san xẻ = san sẻ | “sẻ” là lấy bớt cho người khác; “xẻ” là cắt bằng cưa | “sẻ” is to give a part; “xẻ” is to saw
xúi dục = xúi giục | “giục” là thúc; “dục” là nuôi dạy hay ham muốn | “giục” is to urge; “dục” is to rear or to desire
thúc dục = thúc giục | “giục” là thúc; “dục” là nuôi dạy hay ham muốn | “giục” is to urge; “dục” is to rear or to desire
dục giã = giục giã | “giục” là thúc; “dục” là nuôi dạy hay ham muốn | “giục” is to urge; “dục” is to rear or to desire
chuẩn đoán = chẩn đoán | “chẩn” là xem để tìm bệnh; “chuẩn” là mức | “chẩn” is to examine; “chuẩn” is a standard
đọc giả = độc giả | “độc” là từ Hán Việt của “đọc”, đi với “giả” | “độc” is the Sino-Vietnamese form, which goes with “giả”
cọ sát = cọ xát | “xát” là chà mạnh; “sát” là kề bên | “xát” is to rub; “sát” means close by
chín mùi = chín muồi | “muồi” là chín đến độ | “muồi” is fully ripe
nghe phong phanh = nghe phong thanh | “phong thanh” là tin đồn; “phong phanh” là mặc mỏng | “phong thanh” is hearsay; “phong phanh” is thinly dressed
khẳng khái = khảng khái | “khảng khái” là hào hiệp, có khí phách | “khảng khái” is chivalrous
phố sá = phố xá | “xá” là nhà, quán | “xá” is a house
năng xuất = năng suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
công xuất = công suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
lãi xuất = lãi suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
hiệu xuất = hiệu suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
tỷ xuất = tỷ suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
xác xuất = xác suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
áp xuất = áp suất | “suất” là mức tính theo đơn vị; “xuất” là đưa ra | “suất” is a rate; “xuất” is to bring out
sơ xuất = sơ suất | “suất” là không cẩn thận, như trong “khinh suất” | “suất” means careless, as in “khinh suất”
chỉnh chu = chỉn chu | “chỉn” là chu đáo, cẩn thận | “chỉn” means careful
viễn vong = viển vông | cả hai tiếng là từ láy thuần Việt | both syllables are one native reduplicated word
hàm xúc = hàm súc | “súc” là chứa; “xúc” là chạm, gây ra | “súc” is to hold; “xúc” is to touch
xúc tích = súc tích | “súc” là chứa; “xúc” là chạm, gây ra | “súc” is to hold; “xúc” is to touch
súc tiến = xúc tiến | “xúc” là thúc; “súc” là chứa | “xúc” is to urge; “súc” is to hold
xung túc = sung túc | “sung” là đầy; “xung” là va chạm | “sung” is full; “xung” is to clash
bổ xung = bổ sung | “sung” là đầy thêm; “xung” là va chạm | “sung” is to fill; “xung” is to clash
trân thành = chân thành | “chân” là thật; “trân” là quý | “chân” is true; “trân” is precious
chân trọng = trân trọng | “trân” là quý; “chân” là thật | “trân” is precious; “chân” is true
chân quý = trân quý | “trân” là quý; “chân” là thật | “trân” is precious; “chân” is true
tranh dành = tranh giành | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành giật = giành giật | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
giành dụm = dành dụm | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
che dấu = che giấu | “giấu” là cất không cho thấy; “dấu” là vết | “giấu” is to hide; “dấu” is a mark
cất dấu = cất giấu | “giấu” là cất không cho thấy; “dấu” là vết | “giấu” is to hide; “dấu” is a mark
chôn dấu = chôn giấu | “giấu” là cất không cho thấy; “dấu” là vết | “giấu” is to hide; “dấu” is a mark
dấu diếm = giấu giếm | “giấu” là cất không cho thấy; “dấu” là vết | “giấu” is to hide; “dấu” is a mark
giấu diếm = giấu giếm | từ láy của “giấu” giữ âm đầu “gi” | the reduplication of “giấu” keeps its “gi”
dấu giếm = giấu giếm | “giấu” là cất không cho thấy; “dấu” là vết | “giấu” is to hide; “dấu” is a mark
giấu hiệu = dấu hiệu | “dấu” là vết; “giấu” là cất không cho thấy | “dấu” is a mark; “giấu” is to hide
giấu vết = dấu vết | “dấu” là vết; “giấu” là cất không cho thấy | “dấu” is a mark; “giấu” is to hide
lập đi lập lại = lặp đi lặp lại | “lặp” là làm lại như cũ; “lập” là dựng nên | “lặp” is to repeat; “lập” is to set up
câu truyện = câu chuyện | “chuyện” để nói và kể; “truyện” là tác phẩm viết | “chuyện” is told; “truyện” is a written work
nói truyện = nói chuyện | “chuyện” để nói và kể; “truyện” là tác phẩm viết | “chuyện” is told; “truyện” is a written work
trò truyện = trò chuyện | “chuyện” để nói và kể; “truyện” là tác phẩm viết | “chuyện” is told; “truyện” is a written work
thế kỹ = thế kỷ | “kỷ” là thời kỳ, ghi nhớ; “kỹ” là khéo, cẩn thận | “kỷ” is an age or a record; “kỹ” is skill
kỹ niệm = kỷ niệm | “kỷ” là ghi nhớ; “kỹ” là khéo, cẩn thận | “kỷ” is a record; “kỹ” is skill
kỹ luật = kỷ luật | “kỷ” là phép tắc; “kỹ” là khéo, cẩn thận | “kỷ” is order; “kỹ” is skill
kỹ lục = kỷ lục | “kỷ” là ghi lại; “kỹ” là khéo, cẩn thận | “kỷ” is a record; “kỹ” is skill
kỷ thuật = kỹ thuật | “kỹ” là khéo; “kỷ” là ghi nhớ, phép tắc | “kỹ” is skill; “kỷ” is a record
kỷ năng = kỹ năng | “kỹ” là khéo; “kỷ” là ghi nhớ, phép tắc | “kỹ” is skill; “kỷ” is a record
kỷ sư = kỹ sư | “kỹ” là khéo; “kỷ” là ghi nhớ, phép tắc | “kỹ” is skill; “kỷ” is a record
kỷ lưỡng = kỹ lưỡng | “kỹ” là cẩn thận; “kỷ” là ghi nhớ, phép tắc | “kỹ” is careful; “kỷ” is a record
nổi đau = nỗi đau | “nỗi” đứng trước tình cảm; “nổi” là lên trên | “nỗi” names a feeling; “nổi” is to rise
nổi buồn = nỗi buồn | “nỗi” đứng trước tình cảm; “nổi” là lên trên | “nỗi” names a feeling; “nổi” is to rise
nổi niềm = nỗi niềm | “nỗi” đứng trước tình cảm; “nổi” là lên trên | “nỗi” names a feeling; “nổi” is to rise
nỗi tiếng = nổi tiếng | “nổi” là lên trên, ai cũng thấy; “nỗi” đứng trước tình cảm | “nổi” is to rise; “nỗi” names a feeling
giành thời gian = dành thời gian | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
giành tình cảm = dành tình cảm | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
giành riêng = dành riêng | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
giành tặng = dành tặng | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
giành trọn = dành trọn | “dành” là để riêng ra; “giành” là cố lấy về mình | “dành” is to set aside; “giành” is to win for oneself
dành huy chương = giành huy chương | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành chiến thắng = giành chiến thắng | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành ngôi vô địch = giành ngôi vô địch | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành chức vô địch = giành chức vô địch | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành quyền vào = giành quyền vào | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành giải nhất = giành giải nhất | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành suất dự = giành suất dự | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành vé dự = giành vé dự | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành tấm vé = giành tấm vé | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành lại độc lập = giành lại độc lập | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành độc lập = giành độc lập | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành chính quyền = giành chính quyền | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành ngôi đầu = giành ngôi đầu | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành cúp vô địch = giành cúp vô địch | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
dành danh hiệu = giành danh hiệu | “giành” là cố lấy về mình; “dành” là để riêng ra | “giành” is to win for oneself; “dành” is to set aside
xuất ăn = suất ăn | “suất” là phần chia cho một người; “xuất” là đưa ra | “suất” is one person's share; “xuất” is to bring out
xuất quà = suất quà | “suất” là phần chia cho một người; “xuất” là đưa ra | “suất” is one person's share; “xuất” is to bring out
xuất cơm = suất cơm | “suất” là phần chia cho một người; “xuất” là đưa ra | “suất” is one person's share; “xuất” is to bring out
xuất học bổng = suất học bổng | “suất” là phần chia cho một người; “xuất” là đưa ra | “suất” is one person's share; “xuất” is to bring out
phạt gốc = phạt góc | “góc” là chỗ hai cạnh gặp nhau; “gốc” là phần dưới của cây | “góc” is a corner; “gốc” is the foot of a tree
gốc phố = góc phố | “góc” là chỗ hai cạnh gặp nhau; “gốc” là phần dưới của cây | “góc” is a corner; “gốc” is the foot of a tree
góc cây = gốc cây | “góc” là chỗ hai cạnh gặp nhau; “gốc” là phần dưới của cây | “góc” is a corner; “gốc” is the foot of a tree
trọng tải rút = trọng tài rút | “trọng tài” là người điều khiển trận đấu; “trọng tải” là sức chở | “trọng tài” is a referee; “trọng tải” is what a vehicle carries
trọng tải thổi = trọng tài thổi | “trọng tài” là người điều khiển trận đấu; “trọng tải” là sức chở | “trọng tài” is a referee; “trọng tải” is what a vehicle carries
trọng tải chính = trọng tài chính | “trọng tài” là người điều khiển trận đấu; “trọng tải” là sức chở | “trọng tài” is a referee; “trọng tải” is what a vehicle carries
trọng tải biên = trọng tài biên | “trọng tài” là người điều khiển trận đấu; “trọng tải” là sức chở | “trọng tài” is a referee; “trọng tải” is what a vehicle carries
trọng tải bắt = trọng tài bắt | “trọng tài” là người điều khiển trận đấu; “trọng tải” là sức chở | “trọng tài” is a referee; “trọng tải” is what a vehicle carries
dậy học = dạy học | “dạy” là truyền hiểu biết; “dậy” là thức giấc, đứng lên | “dạy” is to teach; “dậy” is to get up
dậy dỗ = dạy dỗ | “dạy” là truyền hiểu biết; “dậy” là thức giấc, đứng lên | “dạy” is to teach; “dậy” is to get up
dậy bảo = dạy bảo | “dạy” là truyền hiểu biết; “dậy” là thức giấc, đứng lên | “dạy” is to teach; “dậy” is to get up
dậy nghề = dạy nghề | “dạy” là truyền hiểu biết; “dậy” là thức giấc, đứng lên | “dạy” is to teach; “dậy” is to get up
dậy chữ = dạy chữ | “dạy” là truyền hiểu biết; “dậy” là thức giấc, đứng lên | “dạy” is to teach; “dậy” is to get up
giắt xe = dắt xe | “dắt” là nắm mà đưa đi; “giắt” là cài vào | “dắt” is to lead by the hand; “giắt” is to tuck in
giắt trâu = dắt trâu | “dắt” là nắm mà đưa đi; “giắt” là cài vào | “dắt” is to lead by the hand; “giắt” is to tuck in
giắt bò = dắt bò | “dắt” là nắm mà đưa đi; “giắt” là cài vào | “dắt” is to lead by the hand; “giắt” is to tuck in
giắt tay = dắt tay | “dắt” là nắm mà đưa đi; “giắt” là cài vào | “dắt” is to lead by the hand; “giắt” is to tuck in
cuối đầu = cúi đầu | “cúi” là hạ đầu xuống; “cuối” là chỗ hết | “cúi” is to bow; “cuối” is the end
cuối chào = cúi chào | “cúi” là hạ đầu xuống; “cuối” là chỗ hết | “cúi” is to bow; “cuối” is the end
mãnh vườn = mảnh vườn | “mảnh” là phần nhỏ; “mãnh” là mạnh, dữ | “mảnh” is a piece; “mãnh” is fierce
mãnh đất = mảnh đất | “mảnh” là phần nhỏ; “mãnh” là mạnh, dữ | “mảnh” is a piece; “mãnh” is fierce
mãnh đời = mảnh đời | “mảnh” là phần nhỏ; “mãnh” là mạnh, dữ | “mảnh” is a piece; “mãnh” is fierce
mãnh ruộng = mảnh ruộng | “mảnh” là phần nhỏ; “mãnh” là mạnh, dữ | “mảnh” is a piece; “mãnh” is fierce
mãnh vỡ = mảnh vỡ | “mảnh” là phần nhỏ; “mãnh” là mạnh, dữ | “mảnh” is a piece; “mãnh” is fierce
giám nghĩ = dám nghĩ | “dám” là không sợ mà làm; “giám” là trông coi | “dám” is to dare; “giám” is to oversee
giám nói = dám nói | “dám” là không sợ mà làm; “giám” là trông coi | “dám” is to dare; “giám” is to oversee
giám làm = dám làm | “dám” là không sợ mà làm; “giám” là trông coi | “dám” is to dare; “giám” is to oversee
giám tin = dám tin | “dám” là không sợ mà làm; “giám” là trông coi | “dám” is to dare; “giám” is to oversee
chia xẽ = chia sẻ | “sẻ” là lấy bớt cho người khác | “sẻ” is to give a part
trách nghiệm = trách nhiệm | “nhiệm” là việc được giao; “nghiệm” là xét thấy | “nhiệm” is a charge; “nghiệm” is to verify
ra nhập = gia nhập | “gia” là thêm vào; “ra nhập” tự mâu thuẫn | “gia” is to add to; “ra” is to go out
kiểm soát nhân dân = kiểm sát nhân dân | “kiểm sát” là việc của viện kiểm sát; “kiểm soát” là nắm giữ, xét | “kiểm sát” is the procuracy's work; “kiểm soát” is to control
viện kiểm soát = viện kiểm sát | “kiểm sát” là việc của viện kiểm sát; “kiểm soát” là nắm giữ, xét | “kiểm sát” is the procuracy's work; “kiểm soát” is to control
nỗi bật = nổi bật | “nổi” là lên trên, ai cũng thấy; “nỗi” đứng trước tình cảm | “nổi” is to rise; “nỗi” names a feeling
`;

/** Confusions of sound alone: wrong = right. */
const PLAIN = `
xuất xắc = xuất sắc; suất sắc = xuất sắc; suất xắc = xuất sắc; suất khẩu = xuất khẩu; suất hiện = xuất hiện;
suất bản = xuất bản; suất phát = xuất phát; sản suất = sản xuất; đề suất = đề xuất; đột suất = đột xuất;
xử dụng = sử dụng; sử lý = xử lý; sử phạt = xử phạt; xắp xếp = sắp xếp; sắp sếp = sắp xếp; xắp sếp = sắp xếp;
chau chuốt = trau chuốt; chau dồi = trau dồi; lãng mạng = lãng mạn; dè xẻn = dè sẻn; mảnh liệt = mãnh liệt;
giang dở = dang dở; dò rỉ = rò rỉ; dò dỉ = rò rỉ; rò dỉ = rò rỉ; dòng dã = ròng rã; trần trừ = chần chừ; chần trừ = chần chừ;
khắc khe = khắt khe; cặn kẻ = cặn kẽ; chặt chẻ = chặt chẽ; mạnh mẻ = mạnh mẽ; vui vẽ = vui vẻ; nghĩ ngơi = nghỉ ngơi;
suy nghỉ = suy nghĩ; nghĩ hưu = nghỉ hưu; nghĩ phép = nghỉ phép; sữa chữa = sửa chữa; sữa đổi = sửa đổi; chỉnh sữa = chỉnh sửa;
đãm bảo = đảm bảo; xãy ra = xảy ra; trãi nghiệm = trải nghiệm; trãi qua = trải qua; lảnh đạo = lãnh đạo; cũng cố = củng cố;
hổ trợ = hỗ trợ; dể dàng = dễ dàng; mổi người = mỗi người; vẩn còn = vẫn còn; thiếu xót = thiếu sót; sai xót = sai sót;
xai sót = sai sót; bỏ xót = bỏ sót; sót xa = xót xa; xâu xa = sâu xa; xơ xài = sơ sài; xơ lược = sơ lược; xơ hở = sơ hở;
suy sét = suy xét; sâm phạm = xâm phạm; sâm nhập = xâm nhập; sâm lược = xâm lược; sứng đáng = xứng đáng; sinh sắn = xinh xắn;
xinh sắn = xinh xắn; xum họp = sum họp; xuýt nữa = suýt nữa; giữ dội = dữ dội; dữ gìn = giữ gìn; giữ liệu = dữ liệu;
khoản cách = khoảng cách; tài khoảng = tài khoản; điều khoảng = điều khoản; bảng quyền = bản quyền; bảng sắc = bản sắc;
bảng thân = bản thân; bản xếp hạng = bảng xếp hạng; nền tản = nền tảng; lang mang = lan man; thẳn thắng = thẳng thắn;
ý trí = ý chí; chí tuệ = trí tuệ; chí nhớ = trí nhớ; trông trờ = trông chờ; trung kết = chung kết; trung cư = chung cư; chung bình = trung bình;
chình bày = trình bày; chương chình = chương trình; trương trình = chương trình; chưng bày = trưng bày; chiển khai = triển khai;
dườm dà = rườm rà; rườm dà = rườm rà; dườm rà = rườm rà; sán lạn = xán lạn; chuyền hình = truyền hình; chuyền thống = truyền thống; truyền bóng = chuyền bóng; đường truyền bóng = đường chuyền bóng; tảo tầng = tảo tần; đời sưa = đời xưa; ngày sưa = ngày xưa; khi sưa = khi xưa; vương lên dẫn = vươn lên dẫn; vương lên ngôi = vươn lên ngôi; vương lên thoát = vươn lên thoát; vương lên trong = vươn lên trong; trống gậy = chống gậy; tiếng chống = tiếng trống; đánh chống = đánh trống; chống trường = trống trường; cảng phá = cản phá; cứu thưa = cứu thua; bàn thưa = bàn thua; thẻ đó = thẻ đỏ; xút xa = sút xa; cú xút = cú sút; xút bóng = sút bóng; pha xút = pha sút; khiếm thi = khiếm thị; lương cơ sỡ = lương cơ sở; lượng cơ sở = lương cơ sở; lượng tối thiểu = lương tối thiểu; lượng hưu = lương hưu; đột nhật = đột nhập; mảnh thú = mãnh thú; mảnh hổ = mãnh hổ; tâm chí = tâm trí; sơ tảng = sơ tán; tham quang = tham quan; phố xã = phố xá; sát minh = xác minh; sát định = xác định; xát nhập = sáp nhập; sáp nhật = sáp nhập; khác phục = khắc phục; khởi tô = khởi tố; sử án = xử án; sét xử = xét xử; súc động = xúc động; bức súc = bức xúc; tiếp súc = tiếp xúc; cảm súc = cảm xúc; xức khỏe = sức khỏe; xản xuất = sản xuất; xẵn sàng = sẵn sàng; sẵn xàng = sẵn sàng; xo sánh = so sánh; xâu sắc = sâu sắc; sâu xắc = sâu sắc; xáng tạo = sáng tạo; xinh viên = sinh viên; xinh hoạt = sinh hoạt; xuy nghĩ = suy nghĩ; xuy thoái = suy thoái; sem xét = xem xét; sung đột = xung đột; sung phong = xung phong; sung quanh = xung quanh; tru cấp = chu cấp; chợ cấp = trợ cấp; chợ lý = trợ lý; chợ giúp = trợ giúp; chách móc = trách móc; chung tâm = trung tâm; chung thành = trung thành; chung thực = trung thực; trung thủy = chung thủy; trung sức = chung sức; trung tay = chung tay; trân dung = chân dung; chuyền thông = truyền thông; tranh thành = tranh giành; dải trí = giải trí; dải quyết = giải quyết; dải pháp = giải pháp; giải phân cách = dải phân cách; dải thưởng = giải thưởng; dản dị = giản dị; giao động = dao động; dao lưu = giao lưu; dao thông = giao thông; da đình = gia đình; da tăng = gia tăng; da hạn = gia hạn; gia dẻ = da dẻ; dáo viên = giáo viên; dáo dục = giáo dục; diễn dải = diễn giải; giễn ra = diễn ra; giễn biến = diễn biến; giễn viên = diễn viên; dới thiệu = giới thiệu; dúp đỡ = giúp đỡ; giúp đở = giúp đỡ; rữ liệu = dữ liệu; dùng rằng = dùng dằng; dằng co = giằng co; rằng co = giằng co;
chách nhiệm = trách nhiệm; chanh thủ = tranh thủ; chanh chấp = tranh chấp; gây cấn = gay cấn; 
bắt trước = bắt chước; dở trò = giở trò; giã man = dã man; giã ngoại = dã ngoại;
dành mạch = rành mạch; rảnh dỗi = rảnh rỗi; dảnh rỗi = rảnh rỗi;
ríu dít = ríu rít; rộn dã = rộn rã; dộn ràng = rộn ràng; rực dỡ = rực rỡ; dực rỡ = rực rỡ; rắc dối = rắc rối; dắc rối = rắc rối
`;

/** Where a wrong form is part of something right: wrong: syllables before | syllables after. */
const UNLESS = `
thăm quan: | chức tài khách hệ viên; bàng quang: viêm niệu của sỏi u trong thư soi vỡ thành vùng lòng cơ ở là | niệu hoạt;
chuẩn đoán: tiêu |; chỉnh chu: điều hiệu | kỳ kì trình vi; sử lý: lịch | luận; sử phạt: lịch |; che dấu: | vết tích hiệu ấn;
chôn dấu: | vết tích; cất dấu: | vết; súc tiến: gia |; trung kết: tập | quả luận; áp xuất: | khẩu; công xuất: | khẩu bản; vô hình chung: | của;
nổi đau: | đầu; dòng dã: | quỳ thú man; sữa đổi: | mới; khoản cách: tài |; bản xếp hạng: văn |; chung bình: | luận;
 cũng cố: | gắng ý tình chấp giải làm; chí nhớ: | mãi;
đọc giả: | thuyết sử; sâm nhập: | khẩu; suất phát: lãi công năng |; suất hiện: lãi công năng |; năng xuất: | khẩu hiện; tựu chung: thành |;
dành huy chương: để |; dành chiến thắng: để |; dành ngôi vô địch: để |; dành chức vô địch: để |; dành quyền vào: để |; dành giải nhất: để |; dành suất dự: để |; dành vé dự: để |; dành tấm vé: để |; dành lại độc lập: để |; dành độc lập: để |; dành chính quyền: để |; dành ngôi đầu: để |; dành cúp vô địch: để |; dành danh hiệu: để |;
cuối đầu: | tiên năm tháng quý tuần; dậy học: thức ngủ đánh sớm | bài;
ra nhập: | viện học; góc cây: | số; tiếng chống: | lại đối trả; cứu thưa: | với;
bàn thưa: | với; giao động: | lực; thẻ đó: | là; giám làm: ban giáo |; giám nói: ban giáo quản |; giám tin: ban |; tâm chí: trung đồng |;
 trung tay: | cầm; trung sức: tập |;
chung tâm: | nguyện trạng sự; chung thực: | hiện phẩm đơn; đánh chống: | lại trả;
 lượng cơ sở: lực số chất |; lượng hưu: | trí; da tăng: làn màu |;
 sơ xuất: | hiện; giữ liệu: | có; dở trò: chơi chuyện |
`;

let table: ReadonlyMap<string, readonly Confusion[]> | undefined;

/** Every confusion in the passage, in text order, never overlapping; capitals and spaces as the text has them. */
export function confusionsIn(text: string, tokens: readonly Token[]): readonly ConfusionFound[] {
  table ??= byFirstSyllable();
  const found: ConfusionFound[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const hit = table.get(keyOf(tokens[at]))?.find((confusion) => standsAt(text, tokens, at, confusion));
    if (!hit) continue;
    const last = at + hit.wrong.length - 1;
    found.push({ first: at, last, confusion: hit });
    at = last;
  }
  return found;
}

function standsAt(text: string, tokens: readonly Token[], first: number, confusion: Confusion): boolean {
  const { wrong, unlessBefore, unlessAfter } = confusion;
  for (const [index, key] of wrong.entries()) {
    const token = tokens[first + index];
    if (token?.kind !== "word" || token.joined || keyOf(token) !== key) return false;
    const mixed = token.letterCase === "other" || (index > 0 && token.letterCase === "first");
    if (mixed || (index > 0 && !/^\s+$/.test(text.slice(tokens[first + index - 1]!.end, token.start))))
      return false;
  }
  return !unlessBefore.has(keyOf(tokens[first - 1])) && !unlessAfter.has(keyOf(tokens[first + wrong.length]));
}

function keyOf(token: Token | undefined): string {
  return token?.kind === "word" ? wordKey(token.form) : "";
}

function byFirstSyllable(): ReadonlyMap<string, readonly Confusion[]> {
  const unless = new Map(
    entriesOf(UNLESS, ";").map((entry) => {
      const [wrong = "", where = ""] = entry.split(":");
      const [before = "", after = ""] = where.split("|");
      return [wrong.trim(), { before: keysOf(before), after: keysOf(after) }] as const;
    }),
  );
  const all = [...entriesOf(REASONED, "\n"), ...entriesOf(PLAIN, ";")].map((entry): Confusion => {
    const [pair = "", vi, en] = entry.split("|").map((part) => part.trim());
    const [wrong = "", right = ""] = pair.split("=").map((part) => part.trim());
    const where = unless.get(wrong);
    return {
      wrong: keysOf(wrong),
      right: right.split(" "),
      unlessBefore: new Set(where?.before),
      unlessAfter: new Set(where?.after),
      why: vi !== undefined && en !== undefined ? { vi, en } : null,
    };
  });
  const byFirst = new Map<string, Confusion[]>();
  for (const confusion of all) {
    const others = byFirst.get(confusion.wrong[0]!);
    if (others) others.push(confusion);
    else byFirst.set(confusion.wrong[0]!, [confusion]);
  }
  return byFirst;
}

function entriesOf(table: string, separator: string): readonly string[] {
  return table
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function keysOf(words: string): readonly string[] {
  return words
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(wordKey);
}
