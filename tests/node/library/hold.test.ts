import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLibraryWith } from "../../../node/library/library.ts";
import { clock, desk, jsonOf, problem, temporaryFolder, until, value, written } from "./desk.ts";

const options = { host: "loopback", now: clock(), newId: () => crypto.randomUUID() } as const;

test("B28 a library is opened once, and who has it is told, for the user's eyes only", async () => {
  const dir = temporaryFolder();
  const { library } = await desk(dir);
  await library.announce("http://127.0.0.1:4321/khoa/");
  expect(problem(await openLibraryWith(dir, options, {}))).toEqual({
    kind: "libraryHeld",
    by: {
      pid: process.pid,
      host: "cli",
      address: "http://127.0.0.1:4321/khoa/",
      since: "2026-11-22T07:00:01.000Z",
    },
  });
  if (process.platform !== "win32") expect(statSync(join(dir, "lock.json")).mode & 0o777).toBe(0o600);
  await library.close();
  const next = value(await openLibraryWith(dir, options, {}));
  expect(await jsonOf(join(dir, "lock.json"))).toMatchObject({ host: "loopback", address: null });
  await next.close();
});

test("B28 the end of the process ends its hold, kill -9 included", { timeout: 30_000 }, async () => {
  const dir = temporaryFolder();
  const first = await desk(dir);
  const { id } = value(await first.library.create(written("Đánh máy", [""])));
  await first.library.close();
  const child = spawn(process.execPath, [join(import.meta.dirname, "typist.ts"), dir, id], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const held = problem(await openLibraryWith(dir, options, {}));
  expect(held).toMatchObject({ kind: "libraryHeld", by: { pid: child.pid } });
  child.kill("SIGKILL");
  await once(child, "close");
  const next = value(await openLibraryWith(dir, options, {}));
  await next.close();
});

test("B28 a library that came back as another folder is held again", async () => {
  const { cpSync, renameSync, rmSync } = await import("node:fs");
  const { QUICK } = await import("./quick.ts");
  const parent = temporaryFolder();
  const dir = join(parent, "Library");
  const { library, events } = await desk(dir, { waits: QUICK });
  value(await library.create(written("Đường sắt")));
  await library.flush();
  renameSync(dir, join(parent, "away"));
  await until(() => events.some((event) => event.kind === "library" && event.problem !== null));
  cpSync(join(parent, "away"), join(parent, "back"), { recursive: true });
  rmSync(join(parent, "away"), { recursive: true });
  renameSync(join(parent, "back"), dir);
  await until(() => events.some((event) => event.kind === "library" && event.problem === null));
  expect(problem(await openLibraryWith(dir, options, {})).kind).toBe("libraryHeld");
  expect(value(await library.create(written("Sau"))).title).toBe("Sau");
  await library.close();
  const next = value(await openLibraryWith(dir, options, {}));
  expect(next.list({}).total).toBe(2);
  await next.close();
});
