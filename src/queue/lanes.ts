/** What waits in one lane, and how much of it may be under way at the same time. */
export interface LaneChoice {
  readonly name: string;
  readonly width: number;
}

interface Lane {
  readonly name: string;
  /** What begins each piece of work, in the order in which they came. */
  readonly waiting: (() => void)[];
  width: number;
  underWay: number;
}

/**
 * Does work in lanes, each as wide as it is asked to be, with at most `concurrency` pieces under way in all. Within a
 * lane they begin in the order in which they came; between lanes the turn goes round, so that a lane whose work is slow
 * holds up no other.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  /** Lanes with work that may begin, in the order of their turns. */
  readonly #ready = new Set<Lane>();
  #concurrency: number;
  /** Below zero while more is under way than a lower concurrency allows. */
  #free: number;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
    this.#free = concurrency;
  }

  /** Another concurrency, for what begins from now on. */
  resize(concurrency: number): void {
    this.#free += concurrency - this.#concurrency;
    this.#concurrency = concurrency;
    this.#begin();
  }

  /**
   * Does the work for each of all when its turn comes. Rejects with the first fault, once all have ended. What waits is
   * not begun: of a hundred thousand, promises that wait would take 250 MB.
   */
  async each<One>(
    all: readonly One[],
    laneOf: (one: One) => LaneChoice,
    work: (one: One) => Promise<void>,
  ): Promise<void> {
    const faults: unknown[] = [];
    await new Promise<void>((resolve) => {
      let left = all.length;
      const begin = async (one: One, lane: Lane): Promise<void> => {
        try {
          await work(one);
        } catch (error) {
          faults.push(error);
        }
        this.#leave(lane);
        left -= 1;
        if (left === 0) resolve();
      };
      for (const one of all) {
        const lane = this.#open(laneOf(one));
        lane.waiting.push(() => void begin(one, lane));
        this.#queue(lane);
      }
      this.#begin();
      if (left === 0) resolve();
    });
    if (faults.length > 0) throw faults[0];
  }

  #open({ name, width }: LaneChoice): Lane {
    const lane = this.#lanes.get(name) ?? { name, waiting: [], width, underWay: 0 };
    lane.width = width;
    this.#lanes.set(name, lane);
    return lane;
  }

  #leave(lane: Lane): void {
    lane.underWay -= 1;
    this.#free += 1;
    if (lane.underWay === 0 && lane.waiting.length === 0) this.#lanes.delete(lane.name);
    else this.#queue(lane);
    this.#begin();
  }

  #queue(lane: Lane): void {
    if (lane.waiting.length > 0 && lane.underWay < lane.width) this.#ready.add(lane);
  }

  #begin(): void {
    for (const lane of this.#ready) {
      if (this.#free <= 0) return;
      this.#ready.delete(lane);
      const begin = lane.waiting.shift();
      if (begin === undefined) continue;
      lane.underWay += 1;
      this.#free -= 1;
      // Back to the end of the line, which this loop comes to as well.
      this.#queue(lane);
      begin();
    }
  }
}
