import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openIn } from "../support/a-store-directory.ts";
import { compileChild } from "../support/compile-child.ts";
import { runs } from "../support/thorough.ts";
import { killAgainAndAgain } from "./kill-rounds.ts";

const KILLS = runs(25);

const child = compileChild(new URL("./kill-child.ts", import.meta.url));

describe("a process that is killed again and again while it writes", () => {
  it(
    "loses nothing that it acknowledged, and leaves no transaction half done",
    { timeout: 240_000 },
    async () => {
      const directory = join(child.directory(), "data");
      const script = child.script();
      const { queued, sent, faults } = await killAgainAndAgain({
        script,
        directory,
        kills: KILLS,
        writers: 8,
      });
      expect(faults).toEqual([]);
      expect(queued.size).toBeGreaterThan(KILLS);
      expect(sent.size).toBeGreaterThan(0);
      expect(readdirSync(directory).filter((name) => /^snap-\d+\.ndjson$/.test(name))).not.toEqual([]);
      const last = await openIn(directory);
      expect(last.outbox({ states: ["claimed"] })).toEqual([]);
      const [oldest] = queued;
      expect((await last.findItem(`item-${oldest}`))?.item.title).toBe(`About ${oldest}`);
      await last.close();
    },
  );
});
