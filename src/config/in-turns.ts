/** Long work in steps, between which other work may have its turn. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Does it to the end, and nothing else meanwhile. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Lets whatever waits go first between two steps, as a worker must that reads its files again. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
