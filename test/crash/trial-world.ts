import { rmSync } from "node:fs";
import path from "node:path";
import { MINUTE, SECOND } from "../../src/model/time.ts";
import { Ledger } from "./ledger.ts";
import { type Birth, Life } from "./life.ts";
import type { Trial, Verdict } from "./trial.ts";
import { type DestinationName, startWorld, type World } from "./world.ts";

/** A world in which one thing is tried, whose first reading is over. */
export class TrialWorld {
  readonly world: World;
  readonly ledger: Ledger;
  readonly violations: string[] = [];

  constructor(world: World) {
    this.world = world;
    this.ledger = new Ledger(this.data);
    world.onAccepted = (acceptance) => this.ledger.accept(acceptance);
  }

  get data(): string {
    return path.join(this.world.folder, "data");
  }

  begin(given: Partial<Birth> = {}): Life {
    const { folder, env, aheadMs } = this.world;
    return new Life({ folder, env, aheadMs, ...given });
  }

  expect(isSo: boolean, what: string): void {
    if (!isSo) this.violations.push(what);
  }

  /** The silent first reading of the feed. */
  async firstReading(): Promise<void> {
    const life = this.begin();
    await life.said("feed.polled");
    this.expect((await life.end("SIGTERM")).err === "", "the first reading did not end well");
  }

  /** Lets a life go on, with its clock, until nothing but digests waits, and ends it; then nothing may be lost or doubled. */
  async settle(life: Life, mayDouble: readonly DestinationName[] = []): Promise<void> {
    await life.said("round.ended", 120_000);
    for (let step = 0; step < 120; step += 1) {
      if (life.isOver || (await this.#isDrained())) break;
      this.world.aheadMs += 6 * MINUTE;
      life.setClock(this.world.aheadMs);
      await new Promise((resolve) => void setTimeout(resolve, SECOND));
    }
    const { code, err } = await life.end("SIGTERM");
    this.expect(
      err === "" && (code === 0 || code === 1),
      `the last life did not end well: ${code ?? ""} ${err}`,
    );
    await this.ledger.endLife(code === 0 ? "stopped" : "killed");
    await this.#compare(mayDouble);
  }

  async #isDrained(): Promise<boolean> {
    const entries = await this.ledger.entries();
    const isOpen = entries.some(({ state }) => ["pending", "claimed", "uncertain"].includes(state));
    return !isOpen && entries.some(({ state }) => state === "sent");
  }

  async #compare(mayDouble: readonly DestinationName[]): Promise<void> {
    for (const { destination, lost, doubled } of await this.ledger.tally(this.world.news.count)) {
      if (destination === "morning") continue;
      this.expect(lost === 0, `${destination}: ${lost} lost`);
      this.expect(doubled === 0 || mayDouble.includes(destination), `${destination}: ${doubled} doubled`);
    }
    // Digests still wait for their hour.
    const told = this.ledger.violations.filter((violation) => !violation.includes("never came to an end"));
    this.violations.push(...told);
  }
}

/** A trial in a world of its own; `run` says what was done, or why it cannot be done here. */
export function trialIn(
  name: string,
  run: (one: TrialWorld) => Promise<string | { readonly skipped: string }>,
): Trial {
  return {
    name,
    async run(): Promise<Omit<Verdict, "name">> {
      const world = await startWorld();
      const one = new TrialWorld(world);
      try {
        const detail = await run(one);
        return typeof detail === "string"
          ? { outcome: "done", detail, violations: one.violations }
          : { outcome: "SKIPPED", detail: detail.skipped, violations: [] };
      } finally {
        await world.close();
        rmSync(world.folder, { recursive: true, force: true });
      }
    },
  };
}
