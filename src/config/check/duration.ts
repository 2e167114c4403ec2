import { DAY, HOUR, MINUTE, SECOND } from "../../model/time.ts";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["d", DAY],
  ["h", HOUR],
  ["m", MINUTE],
  ["s", SECOND],
]);

/** Reads `20s`, `15m`, `6h` or `7d` as milliseconds; anything else gives nothing. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/u.exec(text) ?? [];
  const size = UNITS.get(unit ?? "");
  return digits === undefined || size === undefined ? undefined : Number(digits) * size;
}

/** The shortest form that `parseDuration` reads back: `90s`, `6h`. */
export function formatDuration(ms: number): string {
  for (const [unit, size] of UNITS) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${Math.round(ms / SECOND)}s`;
}
