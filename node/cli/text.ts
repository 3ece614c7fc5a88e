import { assertNever, type Mended } from "#core/bridge";
import type { JobState, JobStep, PublishProblem } from "#core/publishing";
import { RULES, type Finding, type PreflightRules, type Rule } from "#core/article";
import type { StoryState } from "#core/library";

/** Every sentence of the command line, in Vietnamese and English. */
export type Language = "vi" | "en";

const en = {
  usage: `morasse <command> [options]

  new [FILE…] [--section S] [--title T] [--lead T | --lead-first] [--byline T]
                                          make a story of each text file ("-" is standard input), or an empty one
  list [--section S] [--state S] [--search WORDS] [--trash]
  open FILE…                              take story packages (.morasse) into the library
  export STORY [--format html|ninjs|text|json|package] [--out PATH]
  publish STORY|PACKAGE [--to TARGET] [--draft | --at HOUR] [--again] [--wait] [--timeout SECONDS]
  withdraw STORY [--to TARGET] [--reason TEXT] [--wait]       take a story off a site; kill: with its pictures
  outbox list|retry|cancel [JOB|all]      what is on its way
  receipt STORY [--to TARGET]             what was sent, and what its page showed
  published [--to TARGET]                 look at every page that is out: is it still as it was sent?
  target list|add|test                    the sites stories go to
  check FILE… [--language vi|en]           read texts, Word documents and packages for errors; needs no library

STORY is an id, its first characters (4 or more), or the slug of the headline.
On every command:
  --library DIR   the library folder        --data DIR   the folder of settings and words
  --json          one JSON object on standard output
  --help          help of the command       --version    the version of Morasse

Exit codes: 0 done, 1 a problem, 2 the command was not understood,
3 the library is open elsewhere and nothing there answers; for check see its --help.`,
  help: {
    new: `morasse new [FILE…] [--section SLUG] [--title HEADLINE] [--lead TEXT | --lead-first] [--byline TEXT]

Makes one story of each text file (UTF-8; "-" reads standard input). Without --title the first line is the
headline, unless it is longer than 24 chữ or ends with a full stop; every further line is a paragraph. With
--lead-first the first paragraph after the headline is the lead. Without a file the story is empty.

To be published a story needs a headline, a lead, a section and text; a byline is asked for as well.`,
    list: `morasse list [--section SLUG] [--state draft|ready|queued|published|changed] [--search WORDS] [--trash]

Lists stories, the last changed first. Words are found with or without Vietnamese marks.`,
    open: `morasse open FILE…

Takes story packages (.morasse) into the library. A story the library already has gets both people's work.`,
    export: `morasse export STORY [--format html|ninjs|text|json|package] [--out PATH]

Writes a story as a readable page (html), IPTC ninjs 3.1 (ninjs), plain text (text), the program's own data
(json) or one file that travels, pictures included (package). Without --out it goes to standard output, a package
into this folder. With --out, a page's pictures are copied beside it.`,
    withdraw: `morasse withdraw STORY [--to TARGET] [--reason TEXT] [--wait] [--timeout SECONDS]

Takes a published story off a site: readers do not see it any more, the site keeps it, and publishing it again
brings it back to its address. The receipt keeps the reason.`,
    kill: `morasse kill STORY [--to TARGET] [--reason TEXT] [--wait] [--timeout SECONDS]

Takes a published story off a site with its pictures, save those something else on the site shows. The story in
the library is whole. The receipt keeps the reason.`,
    outbox: `morasse outbox list [--all]
morasse outbox retry JOB|all [--wait] [--timeout SECONDS]
morasse outbox cancel JOB|all

Lists what is on its way (--all: what is over too), sends again what stopped or waits, or cancels it. JOB is the id
of the list or its first characters (4 or more). A story that may be out already is looked up before it is called
cancelled.`,
    published: `morasse published [--to TARGET]

Looks at every page that readers have, as a reader does, and tells which is gone or does not show any more what was
sent. The exit code is 1 when there is one.`,
    receipt: `morasse receipt STORY [--to TARGET]

Shows where and when a story was sent, how it stands there, and what its page did not show. --json has hashes and ids.`,
    target: `morasse target list
morasse target add --name NAME --url ADDRESS --user USER [--category SECTION=NUMBER]… [--password-stdin]
morasse target add --kind ghost --name NAME --url ADDRESS [--lead-in-text] [--password-stdin]
morasse target add --kind site --name NAME --url ADDRESS [--password-stdin]
morasse target add --kind handover --name NAME --url FOLDER|ADDRESS [--user USER] [--as ninjs,newsml,html]
                   [--host-key SHA256:…] [--password-stdin]
morasse target test [TARGET]

The sites stories go to; without --kind it is WordPress. add saves one, or replaces the one of that name;
--password-stdin reads its application password (Ghost's Admin API key, the shared key of a site of ours) from standard
input, so that no other program sees it. --lead-in-text is for a Ghost site whose theme shows neither excerpt nor
feature image. test signs in, changes nothing, and shows what the account may do and the site's categories.

A handover takes stories as files: a folder, sftp://host/folder/ or https://host/folder/ (WebDAV). The first test of an
SFTP server shows its key; once it was compared with the right one, add it with --host-key. --password-stdin takes a
private key too.`,
    publish: `morasse publish STORY|PACKAGE [--to TARGET] [--draft | --at HOUR] [--again] [--wait] [--timeout SECONDS]

PACKAGE is a file (.morasse), taken into the library first. --draft sends it hidden from readers; --at has the site
publish it at an hour ("07:00", "2026-11-25T07:00", with Z or +07:00 for another zone than this machine's).
Puts the story into the outbox for the target (default: the one of the settings). With --wait the command
ends when the reader's page was read back, or says why not. --timeout waits so long at most; the story stays
in the outbox. A story the target has as it is is sent only with --again.`,
    check: `morasse check FILE… [--language vi|en] [--day DAY] [--library DIR] [--lines] [--kinds KIND,KIND]

Reads Vietnamese and English in text files (UTF-8; "-" is standard input), Word documents (.docx) and story packages
(.morasse) and prints each finding as file:line:column. A package says what its story is in; other texts are taken
for Vietnamese unless they are clearly English or --language says it. House style, names and words are those which
came with the package, else those in the folder "newsroom" of the library. Offices and ranks are those of the day given
with --day (2026-11-24), else of the day on which a package was made, else of today. --lines takes each line as a text of its
own; --kinds reports those kinds only: spelling (slips), confusion (words written for others), name (names and
titles), english, style (house style). --json prints one object for each file, on a line of its own; start and end
count UTF-16 units of the file's text.

Exit codes: 0 nothing found, 1 something found, 2 the command was not understood, 4 a file not read, or not whole,
5 a file of the newsroom is not as it should be, or the library of --library is not there. The last two weigh more.`,
  },
  unknownCommand: (name: string) => `There is no command "${name}".`,
  storyMissing: "Which story? Give its id or its slug.",
  oneStory: "One story at a time.",
  storyUnknown: (name: string) => `No story is called "${name}".`,
  storyUnclear: (name: string) => `More than one story may be "${name}":`,
  storyNameShort: (name: string) =>
    `"${name}" is too short for a story: give 4 characters of its id or more.`,
  commandMissing: "Which command?",
  foreignOption: (option: string, command: string) => `The command ${command} has no option ${option}.`,
  libraryMissing: (path: string) =>
    `There is no library in ${path}. Check --library; "morasse new" or the workstation makes a new one.`,
  fileUnreadable: (path: string) => `The file ${path} cannot be read. Check its permissions.`,
  fileMissing: (path: string) => `There is no file ${path}. Is the name right?`,
  isFolder: (path: string) => `${path} is a folder. Give the name of a file.`,
  noHeadline: (path: string) =>
    `The story of ${path} has no headline: its first line is too long for one or ends with a full stop. Give one with --title.`,
  fileEmpty: (path: string) => `The file ${path} is empty: its story has nothing in it yet.`,
  twoLeads: "--lead and --lead-first do not go together.",
  fileNotText: (path: string) => `The file ${path} is not UTF-8 text. Save it as UTF-8 and try again.`,
  packageMissing: "Which package? Give its file.",
  titleForOne: "--title and --lead go with one file or none.",
  wrongState: (state: string) => `There is no state "${state}": draft, ready, queued, published, changed.`,
  wrongFormat: (format: string) => `There is no format "${format}": html, ninjs, text, json, package.`,
  sectionUnknown: (section: string, known: string) => `There is no section "${section}". Known: ${known}.`,
  targetUnknown: (target: string, known: string) => `There is no target "${target}". Known: ${known}.`,
  notWritten: (path: string) =>
    `The file ${path} cannot be written. Check its name and the permissions of the folder.`,
  folderMissing: (path: string) =>
    `There is no folder ${path}. Make it first, or give another place with --out; nothing was written.`,
  picturesLost: (files: readonly string[]) =>
    `${files.length === 1 ? "An original is" : "Originals are"} missing from the story’s folder: ${files.join(", ")}. Nothing was written. Open the story and fill the slot again, or write it without pictures with --format text.`,
  written: (path: string) => `Written: ${path}`,
  none: "No story.",
  untitled: "(no headline)",
  queued: (title: string) =>
    `In the outbox: ${title}. It is sent while the workstation is open; --wait sends it now.`,
  differs: (count: number) => `Published, but ${count} things on the page differ from the story.`,
  cancelled: "Cancelled.",
  notReady: "The story is not ready to publish.",
  passwordSealed: (name: string) =>
    `The password of ${name} is in the keychain of the desktop program. Open Morasse and run the command again; nothing was sent.`,
  siteAsleep:
    "The news site of this machine runs only while Morasse is open. The story is in the outbox and is sent when you open it.",
  notYet: (title: string) =>
    `Not published yet: ${title}. It stays in the outbox and is sent while Morasse is open.`,
  wrongTimeout: (given: string) => `--timeout ${given}: give a number of seconds, 86400 at most.`,
  silent: (pid: number) =>
    `It does not answer: wait a moment and try again, or end process ${pid} and start Morasse anew.`,
  failed: "The command failed; nothing was lost. The details stand above.",
};

type Text = typeof en;

const vi: Text = {
  usage: `morasse <lệnh> [tùy chọn]

  new [TỆP…] [--section MỤC] [--title TÍT] [--lead SAPÔ | --lead-first] [--byline TÊN]
                                          tạo bài từ mỗi tệp văn bản ("-" là đầu vào chuẩn), hoặc bài trống
  list [--section MỤC] [--state S] [--search TỪ] [--trash]
  open TỆP…                               nhận gói bài (.morasse) vào thư viện
  export BÀI [--format html|ninjs|text|json|package] [--out TỆP]
  publish BÀI|GÓI [--to NƠI] [--draft | --at GIỜ] [--again] [--wait] [--timeout GIÂY]
  withdraw BÀI [--to NƠI] [--reason LÝ_DO] [--wait]          gỡ bài khỏi trang; kill: hủy cả ảnh
  outbox list|retry|cancel [LƯỢT|all]     những gì đang gửi
  receipt BÀI [--to NƠI]                  đã gửi gì, trang hiện gì
  published [--to NƠI]                    xem lại mọi trang đã đăng: có còn như lúc gửi không
  target list|add|test                    nơi đăng
  check TỆP… [--language vi|en]            soát lỗi tệp văn bản, tệp Word, gói bài; không cần thư viện

BÀI là mã bài, các ký tự đầu của mã (từ 4), hoặc đường dẫn tạo từ tít.
Với mọi lệnh:
  --library DIR   thư mục thư viện          --data DIR   thư mục cài đặt và từ riêng
  --json          một đối tượng JSON ở đầu ra chuẩn
  --help          hướng dẫn của lệnh        --version    phiên bản Morasse

Mã thoát: 0 xong, 1 có vấn đề, 2 không hiểu lệnh,
3 thư viện đang mở ở nơi khác và nơi đó không trả lời; của check: xem --help của lệnh ấy.`,
  help: {
    new: `morasse new [TỆP…] [--section MỤC] [--title TÍT] [--lead SAPÔ | --lead-first] [--byline TÊN]

Tạo một bài từ mỗi tệp văn bản (UTF-8; "-" đọc đầu vào chuẩn). Không có --title thì dòng đầu là tít, trừ khi
dòng đó dài hơn 24 chữ hoặc kết thúc bằng dấu chấm; mỗi dòng sau là một đoạn. Có --lead-first thì đoạn đầu tiên
sau tít là sa-pô. Không có tệp thì tạo bài trống.

Muốn đăng, bài cần có tít, sa-pô, chuyên mục và nội dung; nên có cả bút danh.`,
    list: `morasse list [--section MỤC] [--state draft|ready|queued|published|changed] [--search TỪ] [--trash]

Liệt kê bài, bài mới sửa đứng đầu. Tìm có dấu hay không dấu đều được.`,
    open: `morasse open TỆP…

Nhận gói bài (.morasse) vào thư viện. Bài đã có trong thư viện thì phần viết của cả hai người được gộp lại.`,
    export: `morasse export BÀI [--format html|ninjs|text|json|package] [--out TỆP]

Ghi bài thành trang đọc được (html), IPTC ninjs 3.1 (ninjs), văn bản thuần (text), dữ liệu của chương trình
(json) hoặc một tệp mang đi được, có cả ảnh (package). Không có --out thì in ra đầu ra chuẩn, gói bài thì ghi vào
thư mục này. Có --out thì ảnh của trang được chép vào bên cạnh.`,
    withdraw: `morasse withdraw BÀI [--to NƠI] [--reason LÝ_DO] [--wait] [--timeout GIÂY]

Gỡ một bài đã đăng: bạn đọc không còn thấy, trang giữ lại bài, đăng lại thì bài về địa chỉ cũ. Biên nhận ghi lý do.`,
    kill: `morasse kill BÀI [--to NƠI] [--reason LÝ_DO] [--wait] [--timeout GIÂY]

Hủy một bài đã đăng cùng ảnh của bài, trừ ảnh bài khác trên trang đang dùng. Bài trong thư viện còn nguyên. Biên
nhận ghi lý do.`,
    outbox: `morasse outbox list [--all]
morasse outbox retry LƯỢT|all [--wait] [--timeout GIÂY]
morasse outbox cancel LƯỢT|all

In những gì đang gửi (--all: cả những gì đã xong), gửi lại hoặc hủy. LƯỢT là mã trong danh sách, hoặc các ký tự đầu
của mã (từ 4). Bài có thể đã lên trang thì được xem lại trước khi gọi là đã hủy.`,
    published: `morasse published [--to NƠI]

Xem lại mọi trang đã đăng như một bạn đọc, và nói trang nào đã mất hay không còn hiện đủ bài. Mã thoát là 1 khi có
trang như thế.`,
    receipt: `morasse receipt BÀI [--to NƠI]

Cho biết bài đã gửi đi đâu, lúc nào, đang thế nào ở đó và trang không hiện những gì. --json có cả mã băm và mã bài.`,
    target: `morasse target list
morasse target add --name TÊN --url ĐỊA_CHỈ --user TÀI_KHOẢN [--category MỤC=SỐ]… [--password-stdin]
morasse target add --kind ghost --name TÊN --url ĐỊA_CHỈ [--lead-in-text] [--password-stdin]
morasse target add --kind site --name TÊN --url ĐỊA_CHỈ [--password-stdin]
morasse target add --kind handover --name TÊN --url THƯ_MỤC|ĐỊA_CHỈ [--user TÀI_KHOẢN] [--as ninjs,newsml,html]
                   [--host-key SHA256:…] [--password-stdin]
morasse target test [NƠI]

Nơi đăng bài; không có --kind thì là WordPress. add lưu một nơi, hoặc thay nơi cùng tên; --password-stdin đọc mật khẩu
ứng dụng (khóa Admin API của Ghost, khóa chung của trang Morasse) từ đầu vào chuẩn để chương trình khác không thấy
được. --lead-in-text dùng cho trang Ghost mà giao diện không hiện tóm tắt và ảnh đại diện: sa-pô nằm trong phần chữ.
test đăng nhập thử, không đổi gì, và in quyền của tài khoản cùng các chuyên mục trên trang.

handover là nơi nhận bài dưới dạng tệp: một thư mục, sftp://máy-chủ/thư-mục/ hoặc https://máy-chủ/thư-mục/ (WebDAV). Lần
thử đầu với máy chủ SFTP cho biết khóa của nó; so đúng rồi thì thêm bằng --host-key. --password-stdin nhận cả khóa riêng.`,
    publish: `morasse publish BÀI|GÓI [--to NƠI] [--draft | --at GIỜ] [--again] [--wait] [--timeout GIÂY]

GÓI là tệp .morasse, được nhận vào thư viện trước. --draft gửi bản nháp, bạn đọc chưa thấy; --at để trang tự đăng lúc
ấy ("07:00", "2026-11-25T07:00", thêm Z hay +07:00 nếu theo múi giờ khác).
Đưa bài vào hộp gửi tới nơi đăng (mặc định: theo cài đặt). Có --wait thì lệnh kết thúc khi trang của bạn
đọc đã được đọc lại, hoặc nói vì sao chưa được. --timeout: chỉ chờ lâu nhất chừng ấy; bài vẫn nằm trong hộp gửi.
Bài đã đăng và không có gì mới thì chỉ gửi lại khi có --again.`,
    check: `morasse check TỆP… [--language vi|en] [--day NGÀY] [--library THƯ_MỤC] [--lines] [--kinds LOẠI,LOẠI]

Soát lỗi tiếng Việt và tiếng Anh trong tệp văn bản (UTF-8; "-" là đầu vào chuẩn), tệp Word (.docx) và gói bài
(.morasse), in mỗi lỗi ở dạng tệp:dòng:cột. Gói bài tự cho biết ngôn ngữ của bài; văn bản khác được coi là tiếng
Việt, trừ khi rõ ràng là tiếng Anh hoặc có --language. Quy cách, tên và từ lấy theo gói bài, không có thì theo thư
mục "newsroom" của thư viện. Chức vụ và cấp bậc lấy theo ngày ở --day (2026-11-24), không có thì theo ngày đóng gói,
không nữa thì theo hôm nay. --lines coi mỗi dòng là một bài riêng; --kinds chỉ in các loại đã chọn: spelling (lỗi
chính tả), confusion (từ hay viết nhầm), name (tên và chức danh), english (tiếng Anh), style (quy cách). --json in
mỗi tệp một đối tượng trên một dòng; start và end đếm theo đơn vị UTF-16 của văn bản.

Mã thoát: 0 không có lỗi, 1 có lỗi, 2 không hiểu lệnh, 4 có tệp không đọc được hoặc không đọc hết, 5 tệp của tòa
soạn chưa đúng hoặc không có thư viện ở --library. Hai mã sau đứng trước mã 1.`,
  },
  unknownCommand: (name) => `Không có lệnh "${name}".`,
  storyMissing: "Bài nào? Hãy cho mã bài hoặc đường dẫn.",
  oneStory: "Mỗi lần một bài.",
  storyUnknown: (name) => `Không có bài nào là "${name}".`,
  storyUnclear: (name) => `Có nhiều bài có thể là "${name}":`,
  storyNameShort: (name) => `"${name}" quá ngắn để tìm bài: hãy cho từ 4 ký tự đầu của mã bài.`,
  commandMissing: "Lệnh nào?",
  foreignOption: (option, command) => `Lệnh ${command} không có tùy chọn ${option}.`,
  libraryMissing: (path) =>
    `Không có thư viện ở ${path}. Hãy kiểm tra --library; "morasse new" hoặc Morasse sẽ tạo thư viện mới.`,
  fileUnreadable: (path) => `Không đọc được tệp ${path}. Hãy kiểm tra quyền của tệp.`,
  fileMissing: (path) => `Không có tệp ${path}. Tên tệp có đúng không?`,
  isFolder: (path) => `${path} là thư mục. Hãy cho tên một tệp.`,
  noHeadline: (path) =>
    `Bài từ ${path} chưa có tít: dòng đầu quá dài hoặc kết thúc bằng dấu chấm. Hãy đặt tít bằng --title.`,
  fileEmpty: (path) => `Tệp ${path} không có chữ nào: bài tạo từ tệp này còn trống.`,
  twoLeads: "Không dùng --lead cùng với --lead-first.",
  fileNotText: (path) => `Tệp ${path} không phải văn bản UTF-8. Hãy lưu lại dạng UTF-8 rồi thử lại.`,
  packageMissing: "Gói bài nào? Hãy cho tên tệp.",
  titleForOne: "--title và --lead chỉ dùng với một tệp hoặc không tệp nào.",
  wrongState: (state) => `Không có trạng thái "${state}": draft, ready, queued, published, changed.`,
  wrongFormat: (format) => `Không có dạng "${format}": html, ninjs, text, json, package.`,
  sectionUnknown: (section, known) => `Không có chuyên mục "${section}". Đang có: ${known}.`,
  targetUnknown: (target, known) => `Không có nơi đăng "${target}". Đang có: ${known}.`,
  notWritten: (path) => `Không ghi được tệp ${path}. Hãy kiểm tra tên và quyền của thư mục.`,
  folderMissing: (path) =>
    `Không có thư mục ${path}. Hãy tạo thư mục trước, hoặc chọn chỗ khác bằng --out; chưa ghi gì.`,
  picturesLost: (files) =>
    `Thiếu ảnh gốc trong thư mục của bài: ${files.join(", ")}. Chưa ghi gì. Hãy mở bài và đặt lại ảnh vào ô, hoặc ghi bài không có ảnh bằng --format text.`,
  written: (path) => `Đã ghi: ${path}`,
  none: "Không có bài nào.",
  untitled: "(chưa có tít)",
  queued: (title) => `Đã vào hộp gửi: ${title}. Bài được gửi khi Morasse đang mở; --wait thì gửi ngay.`,
  differs: (count) => `Đã đăng, nhưng trang có ${count} chỗ khác với bài.`,
  cancelled: "Đã hủy.",
  notReady: "Bài chưa đủ để đăng.",
  passwordSealed: (name) =>
    `Mật khẩu của ${name} nằm trong kho khóa của chương trình Morasse. Hãy mở Morasse rồi chạy lại lệnh; chưa gửi gì.`,
  siteAsleep:
    "Trang tin trên máy này chỉ chạy khi Morasse đang mở. Bài nằm trong hộp gửi và được gửi khi bạn mở Morasse.",
  notYet: (title) => `Chưa đăng: ${title}. Bài nằm trong hộp gửi và được gửi khi Morasse đang mở.`,
  wrongTimeout: (given) => `--timeout ${given}: hãy cho số giây, nhiều nhất 86400.`,
  silent: (pid) =>
    `Chương trình đó không trả lời: hãy chờ một lát rồi thử lại, hoặc kết thúc tiến trình ${pid} và mở lại Morasse.`,
  failed: "Lệnh không làm được; không mất gì. Chi tiết ở trên.",
};

export const commandText: Readonly<Record<Language, Text>> = { vi, en };

const STATES: Readonly<Record<StoryState, Readonly<Record<Language, string>>>> = {
  draft: { vi: "nháp", en: "draft" },
  ready: { vi: "xong", en: "ready" },
  queued: { vi: "chờ gửi", en: "queued" },
  published: { vi: "đã đăng", en: "published" },
  changed: { vi: "đã đăng, có sửa", en: "changed" },
};

export function stateText(state: StoryState, language: Language): string {
  return STATES[state][language];
}

/**
 * What was mended in a story's log, on one line for each damage. A log that was cut and a copy read in its place are
 * one: what was lost with the one came back with the other.
 */
export function mendedText(mended: readonly Mended[], language: Language): readonly string[] {
  const vi = language === "vi";
  const cuts = mended.filter((one) => one.kind === "logCut");
  if (!mended.some((one) => one.kind === "readFromJson"))
    return cuts.map(({ keptAside, lastGoodAt }) => {
      const until = lastGoodAt === null ? null : momentText(lastGoodAt, language);
      if (vi)
        return `Tệp ghi của bài hỏng một chỗ và đã được sửa. ${until === null ? "Phần trước chỗ hỏng còn nguyên." : `Mọi thứ ghi đến ${until} còn nguyên; những chữ gõ sau đó có thể thiếu.`} Hãy đọc lại đoạn cuối. Tệp hỏng: ${keptAside}`;
      return `The story’s log was damaged at one place and has been mended. ${until === null ? "Everything before that place is kept." : `Everything saved up to ${until} is kept; what was typed after it may be missing.`} Read the last part again. The damaged file: ${keptAside}`;
    });
  if (cuts.length === 0)
    return [
      vi
        ? "Tệp ghi của bài không còn; bài được đọc lại từ bản chép gần nhất. Hãy đọc lại bài một lượt."
        : "The story’s log was gone; the story was read from its last copy. Read the story once through.",
    ];
  const files = cuts.map(({ keptAside }) => keptAside).join(", ");
  return [
    vi
      ? `Tệp ghi của bài hỏng một chỗ; phần sau chỗ hỏng được lấy lại từ bản chép gần nhất. Hãy đọc lại bài một lượt. Tệp hỏng: ${files}`
      : `The story’s log was damaged at one place; what came after it was taken from the last copy. Read the story once through. The damaged file: ${files}`,
  ];
}

/** An instant in the machine's own time zone, for a sentence: "14:05, 22-11-2026". */
export function momentText(instant: string, language: Language): string {
  const { year, month, day, clock } = onTheWall(instant);
  if (language === "vi") return `${clock}, ${day}-${month}-${year}`;
  const named = new Date(instant).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return `${clock}, ${named}`;
}

/** The same for a column: "2026-11-22 14:05". */
export function momentInColumn(instant: string): string {
  const { year, month, day, clock } = onTheWall(instant);
  return `${year}-${month}-${day} ${clock}`;
}

function onTheWall(instant: string) {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    year: date.getFullYear(),
    month: two(date.getMonth() + 1),
    day: two(date.getDate()),
    clock: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}

/** One line of progress while a story is sent. */
export function progressText(state: JobState, language: Language): string | null {
  if (state.kind === "sending") return stepText(state.step, language);
  if (state.kind === "waiting" && state.problem !== null) return problemText(state.problem, language);
  return null;
}

function stepText(step: JobStep, language: Language): string {
  const vi = language === "vi";
  switch (step.kind) {
    case "preparing":
      return vi ? "Đang chuẩn bị…" : "Preparing…";
    case "picture":
      return vi ? `Đang gửi ảnh ${step.number}/${step.of}…` : `Sending picture ${step.number} of ${step.of}…`;
    case "story":
      return vi ? "Đang gửi bài…" : "Sending the story…";
    case "readingBack":
      return vi ? "Đang đọc lại trang…" : "Reading the page back…";
    default:
      return assertNever(step);
  }
}

type Sentence = Readonly<Record<Language, string>>;

/** Why a story did not get to a site, and what to do, in one or two sentences. */
export function problemText(problem: PublishProblem, language: Language): string {
  return sentenceOf(problem)[language];
}

function sentenceOf(problem: PublishProblem): Sentence {
  const host = "host" in problem ? problem.host : "";
  switch (problem.kind) {
    case "siteUnreachable":
      return {
        vi: `Không nối được với ${host}. Bài nằm chờ và được gửi khi có mạng.`,
        en: `No connection to ${host}. The story waits and is sent when the network is back.`,
      };
    case "certificateRefused":
      return {
        vi: `Máy này không tin chứng chỉ của ${host}. Hãy xem lại giờ của máy và địa chỉ trang, rồi gửi lại.`,
        en: `This machine does not trust the certificate of ${host}. Check its clock and the site's address, then send again.`,
      };
    case "hostKeyUnknown":
      return {
        vi: `Chưa ai xác nhận khóa của ${host} (${problem.fingerprint}). Chưa gửi gì. Khóa đúng thì xác nhận trong cài đặt của Morasse, hoặc bằng "morasse target add … --host-key".`,
        en: `Nobody has confirmed the key of ${host} yet (${problem.fingerprint}). Nothing was sent. If it is the right one, confirm it in the settings of Morasse, or by "morasse target add … --host-key".`,
      };
    case "hostKeyChanged":
      return {
        vi: `${host} đưa ra khóa khác (${problem.fingerprint}), không phải khóa đã tin (${problem.trusted}). Chưa gửi gì. Hãy hỏi người quản trị máy chủ trước khi tin khóa mới.`,
        en: `${host} shows another key (${problem.fingerprint}) than the trusted one (${problem.trusted}). Nothing was sent. Ask those who run the server before you trust it.`,
      };
    case "folderGone":
      return {
        vi: `Không thấy thư mục ${problem.path}. Bài nằm chờ và được gửi khi thư mục có lại.`,
        en: `The folder ${problem.path} is not there. The story waits and is sent when it is back.`,
      };
    case "placeFull":
      return {
        vi: `Ổ đĩa của ${host} đã đầy. Bài nằm chờ và được gửi lại.`,
        en: `The disk of ${host} is full. The story waits and is sent again.`,
      };
    case "siteSlow":
      return {
        vi: `${host} trả lời quá chậm. Bài nằm chờ và được gửi lại.`,
        en: `${host} does not answer in time. The story waits and is sent again.`,
      };
    case "siteBusy":
      return {
        vi: `${host} đang quá tải (${problem.status}). Bài nằm chờ và được gửi lại.`,
        en: `${host} is busy (${problem.status}). The story waits and is sent again.`,
      };
    case "siteMoved":
      return {
        vi: `${host} chuyển sang ${problem.location}. Hãy sửa địa chỉ trong cài đặt.`,
        en: `${host} leads to ${problem.location}. Correct the address in the settings.`,
      };
    case "notTheApi":
      return {
        vi: `${host} trả lời bằng một trang khác. Hãy kiểm tra địa chỉ, hoặc đăng nhập mạng trước.`,
        en: `${host} answered with some other page. Check the address, or sign in to the network first.`,
      };
    case "signInRefused":
      return {
        vi: `${host} không nhận mật khẩu hoặc khóa. Hãy tạo mới và lưu trong cài đặt.`,
        en: `${host} refused the password or key. Make a new one and save it in the settings.`,
      };
    case "notAllowed":
      return {
        vi: `Tài khoản trên ${host} không có quyền này (${problem.act}). Hãy hỏi người quản trị trang.`,
        en: `The account on ${host} may not do this (${problem.act}). Ask whoever runs the site.`,
      };
    case "pictureRefused":
      return {
        vi: `${host} không nhận ảnh ${problem.file}: ${problem.said}`,
        en: `${host} refused the picture ${problem.file}: ${problem.said}`,
      };
    case "storyRefused":
      return {
        vi: `${host} không nhận bài: ${problem.said}`,
        en: `${host} refused the story: ${problem.said}`,
      };
    case "goneFromSite":
      return {
        vi: `Bài đã bị xóa trên ${host}. Hãy đăng lại từ Morasse nếu vẫn muốn đăng.`,
        en: `The story was deleted on ${host}. Publish it again from the workstation if it is wanted there.`,
      };
    case "changedOnSite":
      return {
        vi: `Trang đã bị sửa trên ${host} lúc ${momentText(problem.changedAt, "vi")}. Hãy xem trang rồi quyết định trong Morasse.`,
        en: `The page was changed on ${host} at ${momentText(problem.changedAt, "en")}. Look at it, then decide in the workstation.`,
      };
    case "olderThanSite":
      return { vi: `${host} đã có bản mới hơn.`, en: `${host} already has a newer version.` };
    case "sectionNotMapped":
      return {
        vi: `Chuyên mục "${problem.section}" chưa nối với chuyên mục nào trên ${host}. Hãy nối trong cài đặt.`,
        en: `The section "${problem.section}" has no category on ${host}. Map it in the settings.`,
      };
    case "pictureLost":
      return {
        vi: `Thiếu tệp ảnh ${problem.file} trong thư mục của bài. Hãy đặt lại ảnh vào ô.`,
        en: `The picture file ${problem.file} is missing from the story's folder. Fill its slot again.`,
      };
    case "pageDiffers":
      return {
        vi: `Đã gửi, nhưng trang trên ${host} thiếu ${problem.missing.length} chỗ.`,
        en: `Sent, but the page on ${host} lacks ${problem.missing.length} things.`,
      };
    case "nothingNew":
      return {
        vi: `Đã đăng ${momentText(problem.publishedAt, "vi")}, không có gì mới: ${problem.url}. Muốn gửi lại thì thêm --again.`,
        en: `Published ${momentText(problem.publishedAt, "en")}, nothing is new: ${problem.url}. Give --again to send it all the same.`,
      };
    case "notOnSite":
      return {
        vi: `Máy này chưa từng đăng bài lên ${host}, nên không có gì để gỡ.`,
        en: `This machine never published the story on ${host}: there is nothing to take down.`,
      };
    case "aimUnknown":
      return {
        vi: `Nơi đăng này không làm được việc ấy (${problem.aim}).`,
        en: `This target cannot do that (${problem.aim}).`,
      };
    case "alreadyPublic":
      return {
        vi: `Bạn đọc đang xem được bài (${problem.url}). Hãy đăng ngay bản mới, hoặc gỡ bài trước.`,
        en: `Readers have the story (${problem.url}). Publish the new text now, or take it down first.`,
      };
    case "targetUnknown":
      return { vi: "Nơi đăng này không còn.", en: "This target does not exist any more." };
    case "storyTrashed":
      return {
        vi: "Bài đang ở thùng rác. Hãy lấy lại bài rồi mới đăng.",
        en: "The story is in the trash. Restore it, then publish it.",
      };
    case "preflightBlocks":
      return {
        vi: `${commandText.vi.notReady} ${rulesText(problem.rules, "vi")}`,
        en: `${commandText.en.notReady} ${rulesText(problem.rules, "en")}`,
      };
    default:
      return assertNever(problem);
  }
}

/** What a story lacks by each rule of the newsroom. */
const LACKS = {
  headlineMissing: { vi: "Bài chưa có tít.", en: "It has no headline." },
  headlineRepeated: { vi: "Bài có hơn một tít.", en: "It has more than one headline." },
  headlineTooLong: { vi: "Tít quá dài.", en: "The headline is too long." },
  leadMissing: { vi: "Bài chưa có sa-pô.", en: "It has no lead." },
  leadRepeated: { vi: "Bài có hơn một sa-pô.", en: "It has more than one lead." },
  leadTooLong: { vi: "Sa-pô quá dài.", en: "The lead is too long." },
  sectionMissing: { vi: "Bài chưa có chuyên mục.", en: "It has no section." },
  slotEmpty: { vi: "Có ô ảnh còn trống.", en: "A picture slot is empty." },
  captionMissing: { vi: "Có ảnh chưa có chú thích.", en: "A picture has no caption." },
  captionRepeated: { vi: "Có ảnh có hơn một chú thích.", en: "A picture has more than one caption." },
  creditMissing: { vi: "Có ảnh chưa ghi nguồn.", en: "A picture has no credit." },
  altTextMissing: { vi: "Có ảnh chưa có mô tả.", en: "A picture has no description." },
  bylineMissing: { vi: "Bài chưa có bút danh.", en: "It has no byline." },
  textMissing: { vi: "Bài chưa có nội dung.", en: "It has no text." },
  spellingOpen: { vi: "Còn chỗ chính tả chưa xem.", en: "Spelling flags are still open." },
  englishOpen: { vi: "Còn chỗ tiếng Anh chưa xem.", en: "English flags are still open." },
  namesOpen: { vi: "Còn tên hoặc chức danh chưa xem.", en: "Names or titles are still to be looked at." },
  styleOpen: { vi: "Còn chỗ trái quy cách chưa xem.", en: "House style flags are still open." },
} satisfies Record<Rule, Sentence>;

/** What a story lacks, each thing once: "The lead has 60 words, at most 50." */
export function findingTexts(
  findings: readonly Finding[],
  { leadWords }: Pick<PreflightRules, "leadWords">,
  language: Language,
): readonly { readonly rule: Rule; readonly message: string }[] {
  const number = new Intl.NumberFormat(language);
  return RULES.flatMap((rule) => {
    const found = findings.find((finding) => finding.rule === rule);
    if (found === undefined) return [];
    const count = number.format(found.count ?? 0);
    const long: Partial<Record<Rule, Sentence>> = {
      headlineTooLong: {
        vi: `Tít dài ${count} ký tự, tối đa ${found.most ?? 0}.`,
        en: `The headline has ${count} characters, at most ${found.most ?? 0}.`,
      },
      leadTooLong: {
        vi: `Sa-pô dài ${count} chữ, tối đa ${leadWords}.`,
        en: `The lead has ${count} words, at most ${leadWords}.`,
      },
    };
    return [{ rule, message: (long[rule] ?? LACKS[rule])[language] }];
  });
}

function rulesText(rules: readonly string[], language: Language): string {
  return RULES.filter((rule) => rules.includes(rule))
    .map((rule) => LACKS[rule][language])
    .join(" ");
}
