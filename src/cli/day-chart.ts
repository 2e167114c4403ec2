/** A day with its number for each row of the chart. */
export interface ChartDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Whether there was anything to count; a day without stays empty. */
  readonly hasItems: boolean;
  readonly values: readonly number[];
}

const ROWS = 3;
const EIGHTHS = " ▁▂▃▄▅▆▇█";
const WIDEST_BAR = 3;
const NARROWEST = 30;
const MOST_DIGITS = 4;
/** Two spaces and the line that the bars stand on. */
const SIGNS = 3;

/**
 * Bars of block characters, a column for each day and a panel for each label, all to one scale; no line is wider than
 * `columns`. Where the days do not fit, a column is several days, which a last line says. Nothing without a number.
 */
export function dayChart(days: readonly ChartDay[], labels: readonly string[], columns: number): string[] {
  const widest = Math.max(0, ...labels.map((label) => label.length));
  // The largest number is not known before there are columns.
  const room = Math.max(NARROWEST, columns) - (widest + MOST_DIGITS + SIGNS);
  const perColumn = Math.max(1, Math.ceil(days.length / room));
  const bins = binned(days, perColumn);
  const most = Math.max(0, ...bins.flatMap(({ values }) => values));
  if (most === 0) return [];
  const width = Math.max(1, Math.min(WIDEST_BAR, Math.floor(room / bins.length)));
  const digits = String(most).length;
  const panels = labels.flatMap((label, index) => panel(bins, { label, index, most, width, widest }));
  const margin = " ".repeat(widest + digits + SIGNS);
  return [
    ...panels,
    `${margin}${axis(days, bins.length * width)}`,
    ...(perColumn === 1 ? [] : [`${margin}a column is ${perColumn} days`]),
  ].map((line) => line.trimEnd());
}

function binned(days: readonly ChartDay[], perColumn: number): readonly Omit<ChartDay, "day">[] {
  const bins: Omit<ChartDay, "day">[] = [];
  for (let at = 0; at < days.length; at += perColumn) {
    const bin = days.slice(at, at + perColumn);
    const values = bin[0]?.values.map((_, index) =>
      bin.reduce((sum, day) => sum + (day.values[index] ?? 0), 0),
    );
    bins.push({ hasItems: bin.some(({ hasItems }) => hasItems), values: values ?? [] });
  }
  return bins;
}

interface Panel {
  readonly label: string;
  readonly index: number;
  readonly most: number;
  readonly width: number;
  readonly widest: number;
}

function panel(
  bins: readonly Omit<ChartDay, "day">[],
  { label, index, most, width, widest }: Panel,
): readonly string[] {
  return Array.from({ length: ROWS }, (_, fromTop) => {
    const row = ROWS - 1 - fromTop;
    const bars = bins.map(({ values, hasItems }) =>
      barIn(row, Math.ceil(((values[index] ?? 0) / most) * ROWS * 8), hasItems),
    );
    const name = (fromTop === 0 ? label : "").padEnd(widest);
    const scale = (fromTop === 0 ? String(most) : row === 0 ? "0" : "").padStart(String(most).length);
    const tick = scale.trim() === "" ? "│" : "┤";
    // Of three columns a bar has two, and of two it has one, so that days stand apart.
    const drawn = bars.map((bar) => bar.repeat(Math.max(1, width - 1)).padEnd(width));
    return `${name} ${scale} ${tick}${drawn.join("")}`;
  });
}

function barIn(row: number, eighths: number, hasItems: boolean): string {
  if (eighths === 0) return row === 0 && hasItems ? "·" : " ";
  return EIGHTHS[Math.max(0, Math.min(8, eighths - row * 8))] ?? " ";
}

function axis(days: readonly ChartDay[], width: number): string {
  const first = shortDay(days[0]?.day ?? "");
  const last = shortDay(days.at(-1)?.day ?? "");
  return days.length < 2 || width < first.length + last.length + 1
    ? first
    : first + last.padStart(width - first.length);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-05-01` as `1 May`. */
export function shortDay(day: string): string {
  const [, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]}`;
}
