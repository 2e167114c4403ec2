import { onAbort } from "./on-abort.ts";

/** A budget of time that can stand still, behind one signal that also follows the caller's. */
export interface Deadline {
  /** Aborts when the budget is spent, or when the caller gives up. */
  readonly signal: AbortSignal;
  /** The promise's ending, or a rejection as soon as the signal aborts. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Whether time ran out, as opposed to the caller giving up. */
  expired(): boolean;
  /** Time is spent from here … */
  run(): void;
  /** … to here. */
  pause(): void;
  /** Lets go of the timer and of the caller's signal, which outlives this fetch. */
  end(): void;
}

/** Starts paused, with `budgetMs` to spend. */
export function createDeadline(budgetMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  let leftMs = budgetMs;
  let runningSince = 0;
  let timer: NodeJS.Timeout | undefined;
  let expired = false;

  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  // Most aborts find nobody racing.
  aborted.catch(() => {});
  if (caller.aborted) giveUp();
  const unfollow = onAbort(caller, giveUp);

  return {
    signal: controller.signal,
    race: (promise) => Promise.race([promise, aborted]),
    expired: () => expired,
    run() {
      runningSince = performance.now();
      timer ??= setTimeout(() => {
        expired = true;
        controller.abort();
      }, leftMs);
    },
    pause() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      leftMs = Math.max(0, leftMs - (performance.now() - runningSince));
    },
    end() {
      clearTimeout(timer);
      unfollow();
    },
  };
}
