import { expect, test } from "vitest";
import { ghostServer, originals, postsTitled, targetOf } from "./ghost.ts";
import { rounds } from "./rounds.ts";

/** So many faults; a full round (`npm run test:servers:full`) makes 300. */
const FAULTS = process.env["MORASSE_FULL"] === "1" ? 300 : 12;
const SEED = Number(process.env["MORASSE_SEED"] ?? 20261124);

test(
  `P42 ${FAULTS} random faults, kills and restarts among them: each story once, each picture once, nothing left`,
  async () => {
    const server = ghostServer();
    const given = {
      seed: SEED,
      port: server.port,
      secret: server.adminApiKey,
      target: (url: string) => targetOf(url),
      restart: server.restart,
      mostFaultsInARound: 4,
    };
    const met: Record<string, number> = {};
    let made = 0;
    let published = 0;
    let before = await originals(server);
    for await (const round of rounds(given, FAULTS)) {
      const { headline, state, receipts, open } = round;
      expect(state, round.met).toMatchObject({ kind: "done", differences: [] });
      expect([receipts.length, open], round.met).toEqual([1, 0]);
      const posts = await postsTitled(server, headline);
      expect(
        posts.map((post) => post.status),
        round.met,
      ).toEqual(["published"]);
      const after = await originals(server);
      const added = after.filter((file) => !before.includes(file));
      expect(
        added.map((file) => file.replace(/^.*img-[0-9a-f]{16}_o\.jpg$/, "img")),
        round.met,
      ).toEqual(["img", "img", "img"]);
      before = after;
      for (const one of round.met.replace(/^.*?: /, "").split(", ")) {
        const name = one.split(" ")[1];
        if (name !== undefined) met[name] = (met[name] ?? 0) + 1;
      }
      made += round.faults;
      published++;
    }
    console.log(`${server.name}, seed ${SEED}: ${published} stories, ${made} faults`, met);
    expect(made).toBeGreaterThanOrEqual(FAULTS);
  },
  // Back-off and time-outs are the real ones.
  FAULTS * 20_000,
);
