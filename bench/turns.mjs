// Measures contestants in turns, so that what else the machine does falls on all of them alike.
const BATCH_MS = 50;
/** Done before each batch and not counted: the turn before has filled the processor's caches with other things. */
const RUN_UP = 0.4;
const WARM_UPS = 2;

/**
 * Gives for each contestant its rates, round by round: pieces of work per second of CPU. A contestant is a function that
 * does the n-th piece.
 */
export function inTurns(contestants, rounds) {
  const runs = contestants.map((work) => ({ work, next: 0, pieces: piecesPerBatch(work) }));
  const rates = runs.map(() => []);
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const rate = rateOf(run);
      if (round >= 0) rates[index].push(rate);
    }
  }
  return rates;
}

function rateOf(run) {
  const { work, pieces } = run;
  const begin = run.next + Math.floor(pieces * RUN_UP);
  for (let piece = run.next; piece < begin; piece += 1) work(piece);
  run.next = begin + pieces;
  const before = process.cpuUsage();
  for (let piece = begin; piece < run.next; piece += 1) work(piece);
  const { user, system } = process.cpuUsage(before);
  return pieces / ((user + system) / 1e6);
}

function piecesPerBatch(work) {
  for (let pieces = 1; ; pieces *= 2) {
    const began = performance.now();
    for (let piece = 0; piece < pieces; piece += 1) work(piece);
    const took = performance.now() - began;
    if (took > BATCH_MS / 2) return Math.max(1, Math.round((pieces * BATCH_MS) / took));
  }
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The median of how many times as long a piece takes the first as the second, round by round. */
export function timesAsLong(rates, others) {
  return median(rates.map((rate, round) => others[round] / rate));
}
