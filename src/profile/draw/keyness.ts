/** The words that the shipped lists stand for: enough that the articles at hand do not shift a rate. */
const BACKGROUND_WORDS = 100e6;

/**
 * How surprising it is that a word stands `count` times among `words` when other texts have it `perMillion` times in a
 * million: the log-likelihood ratio G² = 2(y ln(y/E₁) + b ln(b/E₂)) with E₁ = n(y + b)/(n + N), E₂ = N(y + b)/(n + N).
 * 0 for a word that is no more frequent here than there; 3.84 is significant at 5 %.
 *
 * Dunning, Accurate methods for the statistics of surprise and coincidence (1993); Rayson, Garside, Comparing corpora
 * using frequency profiling (2000).
 */
export function keyness(count: number, words: number, perMillion: number): number {
  const other = (perMillion / 1e6) * BACKGROUND_WORDS;
  if (count === 0 || count / words <= other / BACKGROUND_WORDS) return 0;
  const rate = (count + other) / (words + BACKGROUND_WORDS);
  return 2 * (share(count, words * rate) + share(other, BACKGROUND_WORDS * rate));
}

function share(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}
