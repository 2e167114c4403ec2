/**
 * Splits `whole` (a whole number) in proportion to the shares, into whole numbers that add up to it exactly: each gets
 * its part rounded down, and what is left goes to the largest remainders (Hamilton's method), the earlier share first
 * when two are equal. All zero when the shares are.
 */
export function apportion(whole: number, shares: readonly number[]): readonly number[] {
  let sum = 0;
  for (const share of shares) sum += share;
  if (sum === 0) return shares.map(() => 0);
  if (shares.length === 1) return [whole];
  const exact = shares.map((share) => (whole * share) / sum);
  const points = exact.map(Math.floor);
  let left = whole;
  for (const point of points) left -= point;
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) points[index] = (points[index] ?? 0) + 1;
  return points;
}
