import { type FSWatcher, mkdirSync, watch } from "node:fs";
import path from "node:path";
import type { Chance } from "./chance.ts";
import type { Life } from "./life.ts";
import type { World } from "./world.ts";

/** Where a signal is aimed at. */
export const AIMS = [
  "the start",
  "any moment",
  "a feed's answer",
  "a request on its way",
  "taken, not answered",
  "answered, not recorded",
  "a write of the journal",
  "a snapshot",
] as const;
export type Aim = (typeof AIMS)[number];

/** The moments between a server's acceptance and our record are aimed at most. */
const WEIGHTED: readonly [Aim, ...Aim[]] = [
  "the start",
  "any moment",
  "any moment",
  "a feed's answer",
  "a request on its way",
  "a request on its way",
  "taken, not answered",
  "taken, not answered",
  "taken, not answered",
  "taken, not answered",
  "answered, not recorded",
  "answered, not recorded",
  "answered, not recorded",
  "answered, not recorded",
  "a write of the journal",
  "a write of the journal",
  "a snapshot",
];

export function chooseAim(chance: Chance): Aim {
  return chance.oneOf(WEIGHTED);
}

export interface Shot {
  /** Resolves when the signal was sent: to where it was aimed at, or elsewhere when that did not come. */
  readonly fired: Promise<Aim | "elsewhere">;
}

/** How long a life may go on when what was aimed at does not come. */
const PATIENCE = 60_000;

/** Sends the signal to a life that has just begun, in the moment that `aim` names. */
export function shoot(life: Life, aim: Aim, { world, chance, signal }: Shooting): Shot {
  let watcher: FSWatcher | undefined;
  let isOver = false;
  let resolve: (where: Aim | "elsewhere") => void = () => {};
  const fired = new Promise<Aim | "elsewhere">((told) => void (resolve = told));
  const timers: NodeJS.Timeout[] = [];
  const { webhook, once, bot, mail } = world.gates;
  const gate = chance.oneOf([webhook, once, bot, mail]);
  const before = world.onAccepted;
  const fire = (where: Aim | "elsewhere"): void => {
    if (isOver) return;
    isOver = true;
    life.signal(signal);
    watcher?.close();
    for (const timer of timers) clearTimeout(timer);
    world.news.onAnswer = undefined;
    world.onAccepted = before;
    gate.onRequest = undefined;
    resolve(where);
  };
  const within = (ms: number): void => void timers.push(setTimeout(() => fire(aim), ms));
  void life.ended.then(() => fire("elsewhere"));
  const follow = async (): Promise<void> => {
    await life.said("vigie.started");
    timers.push(setTimeout(() => fire("elsewhere"), PATIENCE));
    if (aim === "any moment") within(chance.between(0, 1500));
    // A round ends when all that was due has been tried.
    await life.said("round.ended");
    timers.push(setTimeout(() => fire("elsewhere"), 100));
  };
  void follow();
  const nth = chance.between(1, 3);
  switch (aim) {
    case "the start":
      within(chance.between(0, 700));
      break;
    case "any moment":
      break;
    case "a feed's answer":
      world.news.onAnswer = () => within(chance.between(0, 40));
      break;
    case "a request on its way":
      gate.onRequest = () => fire(aim);
      break;
    case "taken, not answered":
    case "answered, not recorded": {
      let taken = 0;
      world.onAccepted = (acceptance) => {
        before?.(acceptance);
        taken += 1;
        if (taken !== nth) return;
        if (aim === "taken, not answered") fire(aim);
        else within(chance.between(0, 6));
      };
      break;
    }
    case "a write of the journal":
    case "a snapshot": {
      const directory = path.join(world.folder, "data");
      mkdirSync(directory, { recursive: true });
      const wanted = aim === "a snapshot" ? "snap-" : "log-";
      let seen = 0;
      watcher = watch(directory, (_event, name) => {
        if (name?.startsWith(wanted) !== true) return;
        seen += 1;
        if (seen === (aim === "a snapshot" ? nth : nth * 3)) within(chance.between(0, 2));
      });
      break;
    }
  }
  return { fired };
}

interface Shooting {
  readonly world: World;
  readonly chance: Chance;
  readonly signal: "SIGKILL" | "SIGTERM";
}
