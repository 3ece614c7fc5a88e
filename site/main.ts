import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_SETTINGS } from "#core/bridge";
import { siteSecret, startSite } from "./index.ts";

/** The site alone, without a desk: `npm run site -- --port 4380 --dir FOLDER`. */

const HELP = `Một trang tin nhỏ cho các bàn biên tập Morasse.

  --port N       cổng trên 127.0.0.1 (mặc định 4380; 0 là cổng trống bất kỳ)
  --dir FOLDER   thư mục của trang (mặc định ~/.local/share/morasse/site)
  --name NAME    tên trang (mặc định "${"Bản tin Morasse"}")
  --public URL   địa chỉ bạn đọc dùng, nếu trang nằm sau một máy chủ khác
  --help
`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4380" },
    dir: { type: "string", default: join(homedir(), ".local", "share", "morasse", "site") },
    name: { type: "string", default: "Bản tin Morasse" },
    public: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write(`--port: “${values.port}” không phải số cổng\n`);
    process.exit(2);
  }
  const dir = resolve(values.dir);
  const site = await started({
    dir,
    port,
    secret: await siteSecret(dir),
    now: () => new Date(),
    sections: DEFAULT_SETTINGS.sections,
    siteName: values.name,
    ...(values.public === undefined ? {} : { publicUrl: values.public }),
  });
  process.stdout.write(`${site.url}\nKhóa chung với bàn biên tập: ${join(dir, "secret")}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void site.close());
  }
}

/** The site, or one sentence and the end where the port or the folder cannot be had. */
async function started(options: Parameters<typeof startSite>[0]): ReturnType<typeof startSite> {
  try {
    return await startSite(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      EADDRINUSE: `Cổng ${options.port} đang có chương trình khác dùng. Chọn cổng khác: --port N`,
      EACCES: `Không có quyền dùng cổng ${options.port} hoặc thư mục ${options.dir}`,
      SQLITE_CANTOPEN: `Không ghi được vào thư mục ${options.dir}`,
      SQLITE_READONLY: `Không ghi được vào thư mục ${options.dir}`,
    };
    process.stderr.write(
      `${reasons[code ?? ""] ?? (error instanceof Error ? error.message : String(error))}\n`,
    );
    process.exit(1);
  }
}
