import type { Told } from "./problems.ts";

/** Sentences of the room where the newsroom lays down its style, names and words. */
const vi = {
  title: "Tên và quy cách",
  why: "Dùng chung cho cả tòa soạn: nằm trong thư mục “newsroom” của thư viện và đi cùng gói bài.",
  parts: { style: "Quy cách", names: "Tên và chức danh", words: "Từ", report: "Soát cả thư viện" },
  notSaved: "Chưa lưu được.",
  importFile: "Nhập từ tệp…",
  exportFile: "Xuất ra tệp",
  readAgain: "Đọc lại các tệp",

  broughtTitle: (style: string, moment: string) =>
    `Gói bài mở lúc ${moment} mang theo quy cách của nơi gửi${style === "" ? "" : `: ${style}`}`,
  broughtWhy: "Chưa có gì thay đổi. Chọn phần muốn dùng ở đây; phần không chọn sẽ bỏ đi.",
  broughtStyle: (rules: number) => `Quy cách: khác ${rules} mục. Dùng thì thay quy cách đang có`,
  broughtNames: (count: number) => `Danh bạ: ${count} tên. Thêm vào, chỗ khác nhau giữ như đang có`,
  broughtWords: (count: number) => `Từ: thêm ${count} từ`,
  broughtTake: "Dùng phần đã chọn",
  broughtDrop: "Bỏ hết",

  mine: "Từ của tôi",
  mineWhy: "Không bị gạch chân trên máy này.",
  ours: "Từ của tòa soạn",
  oursWhy: "Không bị gạch chân trên mọi máy dùng thư viện này.",
  story: "Bỏ qua trong bài đang mở",
  storyWhy: "Đi theo bài. Bỏ khỏi danh sách thì chữ ấy lại bị gạch chân.",
  storyNone: "Bài đang mở chưa bỏ qua chữ nào.",
  wordsNone: "Chưa có từ nào. Khi một chữ đúng bị gạch chân, hãy thêm nó ngay trên trang.",
  wordAdd: "Thêm từ",
  wordAddAct: "Thêm",
  wordRemove: (word: string) => `Bỏ từ ${word}`,
  wordsCount: (count: number) => `${count} từ`,
  wordSearch: "Tìm từ",
  wordsMore: (count: number) => `Còn ${count} từ nữa. Hãy gõ vào ô tìm để thấy.`,
  wordsCut: (count: number) => `${count} từ chưa được thêm vì một lần nhập quá nhiều; hãy nhập lại tệp.`,
  wordsTooLong: (count: number) => `${count} dòng dài quá 100 ký tự nên bị bỏ.`,
  wordsImported: (added: number, known: number) => `Đã thêm ${added} từ. ${known} từ đã có sẵn.`,
  wordsFileWrong: (file: string): Told => ({
    what: `Không đọc được tệp ${file}: không phải văn bản UTF-8 hay UTF-16, hoặc không mở được.`,
    lost: "Danh sách từ còn nguyên.",
    todo: "Hãy lưu tệp ở dạng UTF-8, mỗi từ một dòng, rồi nhập lại.",
  }),
  moveToOurs: (word: string) => `Chuyển ${word} sang từ của tòa soạn`,

  reportWhy: "Đọc mọi bài trong thư viện theo quy cách, tên và từ hiện có. Không bài nào bị sửa.",
  reportStart: "Soát cả thư viện",
  reportAgain: "Soát lại",
  reportStop: "Dừng",
  reportGoing: (done: number, all: number, minutes: string) =>
    `Đã đọc ${done}/${all} bài${minutes === "" ? "" : `, còn ${minutes}`}`,
  reportMinutes: (minutes: number) =>
    minutes < 1 ? "chưa tới một phút" : `khoảng ${Math.ceil(minutes)} phút`,
  reportDone: (stories: number, flags: number, found: number) =>
    flags === 0
      ? `Đã đọc ${stories} bài: không có chỗ nào cần xem.`
      : `Đã đọc ${stories} bài: ${flags} chỗ cần xem trong ${found} bài.`,
  reportStopped: "Đã dừng; bảng dưới đây chỉ gồm những bài đã đọc.",
  reportUnread: (count: number) => `${count} bài không đọc được.`,
  reportStory: "Bài",
  reportUntitled: "Bài chưa có tít",
  reportBlock: (number: number) => `Đoạn ${number}`,
  reportMore: (count: number) => `Còn ${count} chỗ nữa; bảng CSV có đủ.`,
  reportSave: "Lưu bảng (CSV)",
  reportFailed: "Bộ soát lỗi không chạy, thư viện chưa được soát. Hãy thử lại.",

  faultUnreadable: (path: string) =>
    `Không đọc được tệp ${path}. Đang dùng nội dung đọc được lần trước; hãy xem lại tệp và quyền đọc.`,
  faultWords: (path: string) =>
    `Không đọc được tệp ${path}: tệp phải lưu ở dạng UTF-8. Đang dùng các từ đọc được lần trước; nếu thêm từ ở đây, tệp ấy được cất bên cạnh.`,
  faultAside: (path: string, aside: string) =>
    `Tệp ${path} đã bị sửa hoặc hỏng mà ở đây chưa đọc được, nên bản ấy được cất ở ${aside}. Cần gì trong đó thì hãy chép lại.`,
  namesTooMany: (name: string): Told => ({
    what: `Chưa lưu được: “${name}” sẽ có nhiều mục hơn mức nhận được.`,
    lost: "Danh bạ còn nguyên.",
    todo: "Hãy bớt tên khác, chức vụ hay tên cũ của tên ấy rồi lưu lại.",
  }),
  broughtTooMany: (name: string): Told => ({
    what: `Chưa thêm được tên: “${name}” sẽ có nhiều mục hơn mức nhận được.`,
    lost: "Danh bạ còn nguyên, phần gói bài mang theo vẫn chờ.",
    todo: "Hãy bớt mục của tên ấy trong danh bạ rồi thử lại, hoặc không nhận phần tên.",
  }),
};

const en: typeof vi = {
  title: "Names and style",
  why: "Shared by the whole newsroom: kept in the library’s folder “newsroom”, and carried in story packages.",
  parts: { style: "House style", names: "Names and titles", words: "Words", report: "Check the library" },
  notSaved: "Not saved.",
  importFile: "Import a file…",
  exportFile: "Export",
  readAgain: "Read the files again",

  broughtTitle: (style, moment) =>
    `The package opened at ${moment} brings its sender’s house style${style === "" ? "" : `: ${style}`}`,
  broughtWhy: "Nothing has changed. Choose what is to hold here; the rest is dropped.",
  broughtStyle: (rules) =>
    `House style: ${rules === 1 ? "1 rule differs" : `${rules} rules differ`}. Taking it replaces ours`,
  broughtNames: (count) => `Names: ${count}. Added to ours; where they differ ours stays`,
  broughtWords: (count) => (count === 1 ? "Words: 1 more" : `Words: ${count} more`),
  broughtTake: "Take what is chosen",
  broughtDrop: "Drop all of it",

  mine: "My words",
  mineWhy: "Not underlined on this desk.",
  ours: "The newsroom’s words",
  oursWhy: "Not underlined on any desk that uses this library.",
  story: "Ignored in the open story",
  storyWhy: "Travels with the story. Take a word out and it is underlined again.",
  storyNone: "Nothing is ignored in the open story.",
  wordsNone: "No words yet. When a right word is underlined, add it on the page.",
  wordAdd: "Add a word",
  wordAddAct: "Add",
  wordRemove: (word) => `Remove ${word}`,
  wordsCount: (count) => (count === 1 ? "1 word" : `${count} words`),
  wordSearch: "Find a word",
  wordsMore: (count) =>
    count === 1
      ? "1 more word. Type in the search to see it."
      : `${count} more words. Type in the search to see them.`,
  wordsCut: (count) =>
    `${count === 1 ? "1 word was" : `${count} words were`} too many for one import; import the file again.`,
  wordsTooLong: (count) =>
    `${count === 1 ? "1 line is" : `${count} lines are`} longer than 100 characters and left out.`,
  wordsImported: (added, known) =>
    `${added === 1 ? "1 word" : `${added} words`} added. ${known} ${known === 1 ? "was" : "were"} there already.`,
  wordsFileWrong: (file) => ({
    what: `${file} cannot be read: it is no text in UTF-8 or UTF-16, or cannot be opened.`,
    lost: "The list is as it was.",
    todo: "Save the file as UTF-8 with one word on a line, and import it again.",
  }),
  moveToOurs: (word) => `Move ${word} to the newsroom’s words`,

  reportWhy: "Reads every story of the library by the style, names and words of now. No story is changed.",
  reportStart: "Check the library",
  reportAgain: "Check again",
  reportStop: "Stop",
  reportGoing: (done, all, minutes) =>
    `${done} of ${all} stories read${minutes === "" ? "" : `, ${minutes} left`}`,
  reportMinutes: (minutes) =>
    minutes < 1
      ? "less than a minute"
      : minutes <= 1
        ? "about a minute"
        : `about ${Math.ceil(minutes)} minutes`,
  reportDone: (stories, flags, found) =>
    flags === 0
      ? `${stories} stories read: nothing to look at.`
      : `${stories} stories read: ${flags} ${flags === 1 ? "place" : "places"} to look at in ${found} of them.`,
  reportStopped: "Stopped; the table holds the stories read so far.",
  reportUnread: (count) =>
    count === 1 ? "1 story could not be read." : `${count} stories could not be read.`,
  reportStory: "Story",
  reportUntitled: "Story without a headline",
  reportBlock: (number) => `Paragraph ${number}`,
  reportMore: (count) => `${count} more; the CSV table has all of them.`,
  reportSave: "Save the table (CSV)",
  reportFailed: "The checker is not working; the library is unchecked. Try again.",

  faultUnreadable: (path) =>
    `${path} cannot be read. What was read before holds; look at the file and its permissions.`,
  faultWords: (path) =>
    `${path} cannot be read: it has to be saved as UTF-8. The words read before hold; if one is added here, that file is kept beside the new one.`,
  faultAside: (path, aside) =>
    `${path} had been edited or damaged and was not read here, so that version was kept at ${aside}. Copy from it what is still wanted.`,
  namesTooMany: (name) => ({
    what: `Not saved: “${name}” would have more entries than are taken.`,
    lost: "The list is as it was.",
    todo: "Take out other forms, offices or former names of it, and save again.",
  }),
  broughtTooMany: (name) => ({
    what: `The names were not added: “${name}” would have more entries than are taken.`,
    lost: "The list is as it was, and what the package brought still waits.",
    todo: "Take out entries of that name and try again, or leave the names out.",
  }),
};

export const newsroomText = { vi, en };
