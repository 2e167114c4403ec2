const UNITS: ReadonlyMap<string, number> = new Map([
  ["KiB", 1024],
  ["MiB", 1024 ** 2],
]);

/** Reads `512KiB` or `10MiB` as bytes; anything else gives nothing. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([KM]iB)$/u.exec(text) ?? [];
  const size = UNITS.get(unit ?? "");
  return digits === undefined || size === undefined ? undefined : Number(digits) * size;
}
