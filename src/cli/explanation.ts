import type { App, ConceptExplanation, Explanation } from "../app.ts";
import type { Hit, Match, Withheld } from "../model/match.ts";
import { DAY, HOUR } from "../model/time.ts";
import { plain } from "./plain.ts";
import { relative } from "./when.ts";

const SHOWN_HITS = 4;

/** What one profile makes of an item, for people: the score in its parts, what held back, what is missing. */
export function explanationLines({ match, concepts, missing }: Explanation): readonly string[] {
  const verdict = verdictOn(match, missing);
  const found = concepts.filter(({ outcome }) => outcome !== "not-found");
  const absent = concepts.flatMap(({ concept, outcome }) => (outcome === "not-found" ? [concept.id] : []));
  const worst = Math.max(0, ...match.excluded.map(({ percent }) => percent));
  return [
    `profile   ${match.profileId} @${match.profileHash}: ${match.score} of ${match.threshold}, ${verdict}`,
    ...found.flatMap(conceptLines),
    ...match.excluded.map(
      ({ term, field, text, percent }) =>
        `  −${percent} %  excluded by “${plain(text)}” in the ${field} (${term})`,
    ),
    ...(worst === 0 ? [] : [`  ${match.evidence} points of evidence less ${worst} % = ${match.score}`]),
    ...(match.boost === undefined
      ? []
      : [`  ×${match.boost.factor}  the evidence of ${match.boost.source} counts so much (sources.boost)`]),
    ...(match.withheld ?? []).map((withheld) => `  held     ${withheldLine(withheld)}`),
    ...(absent.length === 0 ? [] : [`  not found: ${absent.join(", ")}`]),
  ];
}

function verdictOn({ alert, score, threshold }: Match, missing: number): string {
  if (alert) return `alert, ${score - threshold} above the threshold`;
  return missing === 0
    ? "silent, although it reaches the threshold"
    : `silent, ${missing} short of the threshold`;
}

function withheldLine(withheld: Withheld): string {
  switch (withheld.kind) {
    case "draft":
      return "the profile is a draft, which never alerts (status: active puts it in force)";
    case "required":
      return `the profile requires ${withheld.concept}, which did not count`;
    case "muted":
      return `${withheld.source} is muted (sources.mute)`;
    case "too-old":
      return `it was ${days(withheld.ageMs)} old when it was first seen, more than ${days(withheld.maxAgeMs)} (max-age)`;
  }
}

function days(ms: number): string {
  return ms < DAY ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} d`;
}

/** Why an item that was asked for is not in the archive, as far as vigie can tell. */
export function silenceLines(app: App, what: string): readonly string[] {
  const host = hostOf(what);
  const now = app.clock.now();
  const near = app.config.feeds.filter((feed) => host !== undefined && hostOf(feed.url) === host);
  return [
    `${plain(what)} was not seen in any feed, or is older than the archive.`,
    ...(host !== undefined && near.length === 0 ? [`No configured feed is on ${host}.`] : []),
    ...near.map((feed) => {
      const state = app.store.feedState(feed.id);
      const last =
        state?.lastSuccessAt === undefined ? "never read" : `last read ${relative(state.lastSuccessAt, now)}`;
      const problem = state?.problem === undefined ? "" : `; failing: ${plain(state.problem.detail)}`;
      return `  ${feed.id}, on the same host: ${last}${problem}`;
    }),
  ];
}

function conceptLines({
  concept,
  outcome,
  points,
  hits,
  wordsToCore,
  doubtful,
}: ConceptExplanation): readonly string[] {
  const rest = hits.slice(SHOWN_HITS).reduce((sum, hit) => sum + hit.points, 0);
  return [
    `  +${points}  ${concept.id} (${concept.role}, weight ${concept.weight})${noteOn(outcome, wordsToCore)}`,
    ...hits.slice(0, SHOWN_HITS).map((hit) => `        ${shown(hit)}, +${hit.points}`),
    ...(hits.length > SHOWN_HITS ? [`        and ${hits.length - SHOWN_HITS} more, +${rest}`] : []),
    ...doubtful.map(
      (hit) => `        ${shown(hit)}: an ordinary word where capitals prove nothing, not counted`,
    ),
  ];
}

function noteOn(outcome: ConceptExplanation["outcome"], wordsToCore: number | undefined): string {
  switch (outcome) {
    case "counted":
    case "not-found":
      return "";
    case "half":
      return ": by half, only a weak hit is near";
    case "held-back":
      return wordsToCore === undefined
        ? ": not counted, no core hit anywhere"
        : `: not counted, ${wordsToCore} words from the nearest core hit`;
  }
}

function shown({ text, field, term }: Hit): string {
  return `“${plain(text)}” in the ${field}${text === term ? "" : ` (${term})`}`;
}

function hostOf(text: string): string | undefined {
  return URL.canParse(text) ? new URL(text).hostname.replace(/^www\./, "") : undefined;
}
