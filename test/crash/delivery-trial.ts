import path from "node:path";
import type { DiscordFault } from "../../src/demo/discord-fault.ts";
import type { SmtpFault } from "../../src/demo/smtp-inbox.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { type Aim, AIMS, chooseAim, shoot } from "./aims.ts";
import { Chance } from "./chance.ts";
import { Ledger, type Tally } from "./ledger.ts";
import { type Death, Life } from "./life.ts";
import { type Acceptance, gateOf, startWorld, type World } from "./world.ts";

export interface DeliveryTrial {
  readonly kills: number;
  readonly terms: number;
  readonly items: number;
  readonly outageHours: number;
  /** Lives that did not end by themselves in time after SIGTERM. */
  readonly lastResorts: number;
  readonly shots: ReadonlyMap<Aim | "elsewhere", number>;
  readonly tallies: readonly Tally[];
  readonly violations: readonly string[];
}

export interface DeliveryPlan {
  readonly kills: number;
  readonly terms: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}

/** How the clock goes on while it is let run to its end: slowly as long as a message is tried again and again. */
const STEP = 20 * MINUTE;
const STEP_TO_THE_NEXT_DIGEST = 2 * HOUR;
/** Four days, and more. */
const MOST_STEPS = 300;

/** More news at once than are posted one by one: the rest is one summary. */
const BURST = 30;

/** What passes between two lives, by the clock: from nothing to most of an hour. */
const PAUSES: readonly [number, ...number[]] = [
  0,
  0,
  7 * SECOND,
  90 * SECOND,
  16 * MINUTE,
  16 * MINUTE,
  40 * MINUTE,
];

const REFUSED_POSTS: readonly [readonly DiscordFault[], ...(readonly DiscordFault[])[]] = [
  [{ kind: "rate-limited", retryAfterSeconds: 7 }],
  [{ kind: "server-error" }],
  [{ kind: "server-error" }, { kind: "server-error" }],
  // The form, then the plain form: this payload is never taken.
  [{ kind: "invalid-form" }, { kind: "invalid-form" }],
];
const REFUSED_MAILS: readonly [SmtpFault, ...SmtpFault[]] = [
  { kind: "reject", code: 421, text: "4.3.2 Going down" },
  { kind: "reject", code: 451, text: "4.7.1 Greylisted" },
  { kind: "reject", code: 550, text: "5.1.1 No such mailbox" },
];

/**
 * Starts the built program again and again on one directory, with news, faults of its receivers, an outage of a day and
 * clocks that are set wrong, and ends each life with a signal; then lets it run to its end, and compares.
 */
export async function runDeliveryTrial(plan: DeliveryPlan): Promise<DeliveryTrial> {
  const world = await startWorld();
  try {
    return await new Trial(plan, world).run();
  } finally {
    await world.close();
  }
}

class Trial {
  readonly #plan: DeliveryPlan;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #ledger: Ledger;
  readonly #shots = new Map<Aim | "elsewhere", number>();
  #isCalm = false;
  #isOut = false;
  #wrongMs = 0;
  #outageHours = 0;
  #lastResorts = 0;

  constructor(plan: DeliveryPlan, world: World) {
    this.#plan = plan;
    this.#world = world;
    this.#chance = new Chance(plan.seed);
    this.#ledger = new Ledger(path.join(world.folder, "data"));
    world.onAccepted = (acceptance) => this.#onAccepted(acceptance);
  }

  async run(): Promise<DeliveryTrial> {
    const { kills, terms, progress } = this.#plan;
    await this.#firstReading();
    const lives = kills + terms;
    for (let life = 0; life < lives; life += 1) {
      // Spread evenly among the kills.
      const isTerm = Math.floor(((life + 1) * terms) / lives) > Math.floor((life * terms) / lives);
      await this.#outage(life, lives);
      this.#setClocks(life, lives);
      await this.#live(isTerm ? "SIGTERM" : "SIGKILL");
      if ((life + 1) % 10 === 0)
        progress(`${life + 1} of ${lives} lives, ${this.#ledger.accepted} messages taken`);
    }
    await this.#drain();
    const tallies = await this.#ledger.tally(this.#world.news.count);
    for (const { destination, lost, doubled } of tallies) {
      if (lost > 0) this.#ledger.violations.push(`${destination}: ${lost} lost`);
      const mayDouble = destination === "webhook" || destination === "desk" || destination === "morning";
      if (doubled > 0 && !mayDouble) this.#ledger.violations.push(`${destination}: ${doubled} doubled`);
    }
    return {
      kills,
      terms,
      items: this.#world.news.count,
      outageHours: this.#outageHours,
      lastResorts: this.#lastResorts,
      shots: new Map([...AIMS, "elsewhere" as const].map((aim) => [aim, this.#shots.get(aim) ?? 0])),
      tallies,
      violations: this.#ledger.violations,
    };
  }

  /** The first reading of a feed is silent: it is over before the first item that counts. */
  async #firstReading(): Promise<void> {
    const life = this.#begin();
    await life.said("feed.polled");
    this.#expectEnd(await life.end("SIGTERM"));
  }

  async #live(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!this.#isOut) this.#scriptFaults();
    this.#publish();
    const life = this.#begin();
    if (this.#chance.happens(0.1)) void this.#sleep(life);
    const aim = chooseAim(this.#chance);
    const where = await shoot(life, aim, { world: this.#world, chance: this.#chance, signal }).fired;
    this.#shots.set(where, (this.#shots.get(where) ?? 0) + 1);
    const death = await life.ended;
    if (signal === "SIGTERM" && death.signal !== "SIGTERM") this.#expectEnd(death);
    else if (signal === "SIGKILL" && death.signal !== "SIGKILL") this.#complain("ended by itself", death);
    // A signal that comes before the program listens for it ends it at once, as any other.
    await this.#ledger.endLife(death.code === 0 ? "stopped" : "killed");
  }

  #publish(): void {
    const isBurst = this.#chance.happens(0.08);
    const items = isBurst ? BURST : this.#chance.between(1, 2);
    for (let item = 0; item < items; item += 1) this.#world.news.publish();
  }

  /** The machine sleeps for hours, and with it the program: its clock jumps, and nothing else happened. */
  async #sleep(life: Life): Promise<void> {
    if (!(await life.said("vigie.started"))) return;
    this.#world.aheadMs += this.#chance.between(1, 5) * HOUR;
    life.setClock(this.#world.aheadMs + this.#wrongMs);
  }

  #begin(): Life {
    const { folder, env, aheadMs } = this.#world;
    return new Life({ folder, env, aheadMs: aheadMs + this.#wrongMs });
  }

  /** With 1 it ends when ten seconds were not enough, as on a busy machine they may not be: that is as good as a kill. */
  #expectEnd(death: Death): void {
    if (death.code === 1 && death.err === "") this.#lastResorts += 1;
    else this.#expectQuietEnd(death);
  }

  #expectQuietEnd(death: Death): void {
    if (death.code !== 0 || death.err !== "") this.#complain("did not end well after SIGTERM", death);
  }

  #complain(what: string, { code, signal, err, out }: Death): void {
    const lastWords = out.split("\n").slice(-3).join("\n");
    this.#ledger.violations.push(`${what}: ${code ?? signal ?? ""} ${err}\n${lastWords}`);
  }

  /** One message in six is taken, and the connection then breaks, or falls silent for good, before the answer. */
  #onAccepted(acceptance: Acceptance): void {
    const gate = gateOf(this.#world, acceptance.destination);
    const answer = this.#isCalm ? 1 : this.#chance.next();
    if (answer < 0.12) gate.cut();
    else if (answer < 0.16) gate.stall();
    this.#ledger.accept(acceptance, answer < 0.16 ? "answer lost" : undefined);
  }

  /** What the receivers refuse next. */
  #scriptFaults(): void {
    const { hooks, inbox } = this.#world;
    for (const hook of [hooks.webhook, hooks.once, hooks.bot])
      if (this.#chance.happens(0.25)) hook.next(...this.#chance.oneOf(REFUSED_POSTS));
    if (this.#chance.happens(0.25)) inbox.next(this.#chance.oneOf(REFUSED_MAILS));
  }

  /** For a day, by the clock, in the middle of it all nobody can be reached; an hour for each life. */
  async #outage(life: number, lives: number): Promise<void> {
    const begin = Math.floor(lives * 0.4);
    const length = Math.min(24, Math.ceil(lives * 0.15));
    if (life < begin || life > begin + length) return;
    this.#isOut = life < begin + length;
    if (life === begin)
      await Promise.all(Object.values(this.#world.gates).map(async (gate) => await gate.shut()));
    if (life === begin + length)
      await Promise.all(Object.values(this.#world.gates).map(async (gate) => await gate.open()));
    this.#world.aheadMs += Math.round(DAY / length);
    this.#outageHours = 24;
  }

  /** Time passes between two lives; for a tenth of them the machine's clock is a day behind, for another a day ahead. */
  #setClocks(life: number, lives: number): void {
    const part = life / lives;
    this.#wrongMs = part >= 0.7 && part < 0.8 ? -DAY : part >= 0.85 && part < 0.95 ? DAY : 0;
    this.#world.aheadMs += this.#chance.oneOf(PAUSES);
  }

  /** Lets it run, with the clock, until nothing waits any more, digests included. */
  async #drain(): Promise<void> {
    this.#wrongMs = 0;
    this.#isCalm = true;
    const life = this.#begin();
    await life.said("round.ended", 120_000);
    let before = Number.POSITIVE_INFINITY;
    for (let step = 0; step < MOST_STEPS;) {
      const waiting = (await this.#ledger.entries()).filter(
        ({ state }) => state !== "sent" && state !== "dead",
      );
      if (waiting.length === 0 || life.isOver) break;
      // The clock goes on only when nothing else does.
      if (waiting.length >= before) {
        step += 1;
        const isQuiet = waiting.every(({ state }) => state === "held");
        this.#world.aheadMs += isQuiet ? STEP_TO_THE_NEXT_DIGEST : STEP;
        life.setClock(this.#world.aheadMs);
      }
      before = waiting.length;
      await new Promise((resolve) => void setTimeout(resolve, 2 * SECOND));
    }
    const death = await life.end("SIGTERM");
    this.#expectEnd(death);
    await this.#ledger.endLife(death.code === 0 ? "stopped" : "killed");
  }
}
