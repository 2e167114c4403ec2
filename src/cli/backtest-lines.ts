import { DAY } from "../model/time.ts";
import type {
  BacktestReport,
  BacktestSide,
  Count,
  Judged,
  Verdicts,
} from "../profile/backtest/backtest-report.ts";
import { because, verdictOn } from "./because.ts";
import { dayChart, shortDay } from "./day-chart.ts";
import { clip, listed, plain, table } from "./plain.ts";

/** What was compared, as the first line says it. */
export interface Compared {
  readonly id: string;
  readonly hash: string;
  /** What `--against` named; absent when it is what the archive has on record. */
  readonly against?: string;
}

const MOST_ITEMS = 10;
const MOST_NEAR = 5;
const MOST_ROWS = 10;
const MOST_TERMS = 12;
const MOST_UNUSED = 6;
/** From so many times as many (or as few) alerts on, a change is called large. */
const LARGE = 2;

/** The report for people, no line wider than `columns`. */
export function backtestLines(report: BacktestReport, compared: Compared, columns: number): string[] {
  const width = Math.max(40, columns);
  const isAlone = compared.against === undefined && report.saved.hashes.length === 0;
  const sections = [
    heading(report, compared, isAlone),
    totals(report, isAlone),
    chart(report, isAlone, width),
    ...changed(report, isAlone),
    sources(report, isAlone, width),
    nearMisses(report.nearMisses),
    thresholds(report),
    terms(report, width),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : [""].concat(lines)))
    .map((line) => clip(line, width));
}

function changed({ gained, lost }: BacktestReport, isAlone: boolean): readonly string[][] {
  if (isAlone) return [changes("Alerts", gained, () => [])];
  if (gained.length + lost.length === 0) return [["Nothing is gained, nothing is lost."]];
  return [
    changes("Gained", gained, ({ saved }) => [`saved: ${verdictOn(saved)}`]),
    changes("Lost", lost, ({ edited }) => [`edited: ${verdictOn(edited)}`]),
  ];
}

function heading({ window, items, saved }: BacktestReport, compared: Compared, isAlone: boolean): string[] {
  const { from, to, archivedFrom, days } = window;
  const reach = Math.round((Date.parse(to) - Date.parse(archivedFrom)) / DAY) + 1;
  const rest = items.withoutText - items.textDropped;
  return [
    `${compared.id} @${compared.hash}${isAlone ? "" : `, against ${versions(saved, compared)}`}`,
    `${counted(items.total, "item")} of ${counted(days, "day")}, ${shortDay(from)} to ${shortDay(to)} ${to.slice(0, 4)} (UTC)`,
    ...(archivedFrom > from
      ? [`  the archive has nothing before ${shortDay(archivedFrom)}: ${reach} of the ${days} days`]
      : []),
    ...(items.textDropped > 0
      ? [`  ${items.textDropped} lost their text to the archive’s budget: title and summary were judged`]
      : []),
    ...(rest > 0 ? [`  ${rest} came without a text beside title and summary`] : []),
    ...(items.baseline > 0
      ? [`  ${items.baseline} stood in a feed at its silent first reading, and count by their own dates`]
      : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function versions({ hashes }: BacktestSide, { against }: Compared): string {
  const named = hashes.map((hash) => `@${hash}`).join(", ");
  return against === undefined
    ? `what it made of them when they came (${named})`
    : `${plain(against)} (${named})`;
}

function totals({ saved, edited, gained, lost }: BacktestReport, isAlone: boolean): string[] {
  const rows: readonly (readonly [string, (side: BacktestSide) => string])[] = [
    ["alerts", ({ alerts }) => String(alerts)],
    ["a day", ({ perDay }) => perDay.toFixed(1)],
    ["items in them", ({ items }) => String(items)],
    ["near misses", (side) => String(side.nearMisses)],
  ];
  if (isAlone) return rows.map(([label, valueIn]) => `${label.padEnd(14)}${valueIn(edited).padStart(7)}`);
  const change = `   ${gained.length} gained, ${lost.length} lost`;
  return [
    `${"".padEnd(14)}${"saved".padStart(7)}${"edited".padStart(8)}`,
    ...rows.map(
      ([label, valueIn], index) =>
        `${label.padEnd(14)}${valueIn(saved).padStart(7)}${valueIn(edited).padStart(8)}${index === 0 ? change : ""}`,
    ),
    ...sizeOfChange(saved.alerts, edited.alerts),
  ];
}

function sizeOfChange(saved: number, edited: number): string[] {
  if (edited > LARGE * saved && saved > 0) return ["More than twice as many alerts as before."];
  return edited * LARGE < saved ? ["Less than half as many alerts as before."] : [];
}

function chart({ days, earlier, gained, lost }: BacktestReport, isAlone: boolean, width: number): string[] {
  // Two panels that are the same would say it twice.
  const isOne = isAlone || gained.length + lost.length === 0;
  const counts = days.map(({ day, items, saved, edited }) => ({
    day,
    hasItems: items > 0,
    values: isOne ? [edited] : [saved, edited],
  }));
  const lines = dayChart(counts, isOne ? ["alerts"] : ["saved", "edited"], width);
  const before = isOne ? `${earlier.edited}` : `${earlier.saved} saved, ${earlier.edited} edited`;
  return [
    ...(lines.length === 0 ? [] : ["Alerts by day", ...lines]),
    ...(earlier.saved + earlier.edited === 0 ? [] : [`Of earlier dates: ${before}`]),
  ];
}

function changes(
  title: string,
  all: readonly Verdicts[],
  more: (change: Verdicts) => readonly string[],
): string[] {
  return [
    `${title}: ${all.length}`,
    ...all.slice(0, MOST_ITEMS).flatMap((change) => {
      const told = title === "Lost" ? change.saved : change.edited;
      return told === undefined ? [] : itemLines({ item: change.item, match: told }, more(change));
    }),
    ...moreThan(all.length, MOST_ITEMS),
  ];
}

function itemLines({ item, match }: Judged, more: readonly string[]): string[] {
  return [
    `${String(match.score).padStart(5)}  ${plain(item.title)}`,
    `       ${[plain(item.source), shortDay(item.day), ...more].join(" · ")}`,
    `       ${because(match)}`,
  ];
}

function moreThan(count: number, shown: number): string[] {
  return count > shown ? [`       and ${count - shown} more: --json lists all`] : [];
}

function sources({ sources: all, languages }: BacktestReport, isAlone: boolean, width: number): string[] {
  if (all.length === 0) return [];
  const numbers = (count: Count): readonly string[] =>
    (isAlone ? [count.edited] : [count.saved, count.edited]).map(String);
  const headings = isAlone ? ["ALERTS", "SOURCE"] : ["SAVED", "EDITED", "SOURCE"];
  const rows = all.slice(0, MOST_ROWS).map((one) => numbers(one).concat(one.source));
  const rest = all.length - rows.length;
  const spoken = languages.map((one) => `${one.language} ${numbers(one).join(" → ")}`);
  return [
    ...table(headings, rows, width),
    ...(rest === 0 ? [] : [`and ${rest} more sources: --json lists all`]),
    `Languages: ${spoken.join(", ")}`,
  ];
}

function nearMisses(all: readonly Judged[]): string[] {
  if (all.length === 0) return [];
  return [
    `Near misses: ${all.length}`,
    ...all.slice(0, MOST_NEAR).flatMap((judged) => itemLines(judged, [verdictOn(judged.match)])),
    ...moreThan(all.length, MOST_NEAR),
  ];
}

function thresholds({ thresholds: tried, threshold: own }: BacktestReport): string[] {
  const most = Math.max(...tried.flatMap(({ threshold, alerts }) => [threshold, alerts]));
  const cell = Math.max(3, String(most).length) + 1;
  if (tried.every(({ alerts }) => alerts === 0)) return [];
  return [
    `Alerts at other thresholds than ${own}`,
    tried.map(({ threshold }) => String(threshold).padStart(cell)).join(""),
    tried.map(({ alerts }) => String(alerts).padStart(cell)).join(""),
  ];
}

function terms({ tellingTerms, neverFound, terms: all }: BacktestReport, width: number): string[] {
  const telling = tellingTerms.slice(0, MOST_TERMS).map(({ term, alerts }) => `${term} ${alerts}`);
  const byConcept = new Map<string, string[]>();
  for (const { concept = "exclude", term } of neverFound) {
    const known = byConcept.get(concept);
    if (known === undefined) byConcept.set(concept, [term]);
    else known.push(term);
  }
  return [
    ...(telling.length === 0
      ? []
      : ["Terms that counted, and in how many alerts", ...listed(telling, width, 2)]),
    ...(neverFound.length === 0 ? [] : [`Never found: ${neverFound.length} of ${all} terms`]),
    ...[...byConcept].flatMap(([concept, unused]) => neverIn(concept, unused, width)),
  ];
}

function neverIn(concept: string, unused: readonly string[], width: number): string[] {
  const shown = unused.slice(0, MOST_UNUSED);
  const rest = unused.length - shown.length;
  const [first = "", ...others] = [...shown, ...(rest === 0 ? [] : [`and ${rest} more`])];
  return listed([`${concept}: ${first}`, ...others], width, 2);
}
