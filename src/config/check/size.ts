const UNITS: ReadonlyMap<string, number> = new Map([
  ["KiB", 1024],
  ["MiB", 1024 ** 2],
  ["GiB", 1024 ** 3],
]);

/** Reads `512KiB`, `10MiB` or `1GiB` as bytes; anything else gives nothing. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([KMG]iB)$/u.exec(text) ?? [];
  const size = UNITS.get(unit ?? "");
  return digits === undefined || size === undefined ? undefined : Number(digits) * size;
}

/** The same the other way round, for sizes that are whole in some unit. */
export function formatSize(bytes: number): string {
  const [unit = "KiB", size = 1024] = [...UNITS].findLast(([, each]) => bytes % each === 0) ?? [];
  return `${bytes / size}${unit}`;
}
