import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createChecker } from "#core/language";

/** One measured figure of `npm run bench`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const DATA = join(resolve(import.meta.dirname, "../.."), "assets/language");

/** Parts of sentences from which paragraphs are put together, some of them with a slip. */
const PARTS = (
  "Sáng nay, đoàn công tác của huyện|đã đến thăm các gia đình bị thiệt hại|do mưa lũ kéo dài suốt tuần qua.|" +
  "Theo kế hoạch,|tuyến đường dài 12,5 km|sẽ được đưa vào sử dụng trong quý III.|Lực lượng chức năng|" +
  "đang tiếp tục điều tra,|làm rõ nguyên nhân vụ việc.|Bác sĩ khuyên người bệnh|uống đủ nước và nghỉ ngơi hợp lý.|" +
  "Báo cáo cũng chỉ ra những han chế|trong công tác quản lý,|đồng thời đề ra các giải phap cụ thể.|" +
  "Nhiều hộ nông dân đã chuyển sang|trồng thanh long ruột đỏ,|thu nhập cao hơn hẳn trồng lúa.|" +
  "Ông Nguyễn Văn Bình cho biết,|công trình sẽ hoàn thành trước Tết Nguyên đán.|Học sinh lớp 12 bước vào kỳ thi|" +
  "với tâm trạng hồi hộp nhưng tự tin.|Thành phố sẽ bắn pháo hoa tại ba điểm|trong đêm giao thừa sắp tới.|" +
  "Đại biểu đề nghị bổ sung quy định|về bảo vệ dữ liệu cá nhân|của người dùng mạng xã hội."
).split("|");

/** Loading, memory, size on disk, and reading 100 words, in a process of its own. */
export async function benchLanguage(): Promise<readonly Figure[]> {
  const child = spawnSync(process.execPath, ["--expose-gc", import.meta.filename], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as readonly Figure[];
}

function measured(): readonly Figure[] {
  const counts = new Uint8Array(readFileSync(join(DATA, "vi-counts.bin")));
  const fit = new Uint8Array(readFileSync(join(DATA, "vi-fit.bin")));
  const sizeMb = (counts.length + fit.length) / 1e6;
  const before = heldMb();
  const started = performance.now();
  const checker = createChecker({ counts, fit });
  const loaded = performance.now() - started;
  const times = Array.from({ length: 300 }, (_, index) => {
    const text = paragraph(index);
    const begun = performance.now();
    checker.check(text, new Set());
    return performance.now() - begun;
  });
  const held = heldMb() - before + sizeMb;
  const sorted = times.slice(1).toSorted((a, b) => a - b);
  return [
    { name: "Vietnamese checker loaded", value: loaded, unit: "ms", target: 300 },
    { name: "Vietnamese checker in memory", value: held, unit: "MB", target: 40 },
    { name: "Vietnamese checker's files", value: sizeMb, unit: "MB", target: 5 },
    { name: "Vietnamese check of 100 words, median", value: sorted[150]!, unit: "ms", target: 5 },
    { name: "Vietnamese check of 100 words, p95", value: sorted[284]!, unit: "ms", target: 5 },
  ];
}

/** A hundred words, different for each number, the same for the same. */
function paragraph(number: number): string {
  let text = "";
  for (let at = number * 7, words = 0; words < 100; at += 5 + (number % 3)) {
    const part = PARTS[at % PARTS.length]!;
    text += `${part} `;
    words += part.split(" ").length;
  }
  return text;
}

function heldMb(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(measured()));
