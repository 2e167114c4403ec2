/** `1 feed`, `2 feeds`, `0 feeds`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
