const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** A size for people: `812 bytes`, `1.4 MiB`, `75 MiB`. */
export function inBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power] ?? ""}`;
}
