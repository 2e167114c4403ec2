import type { Exclude, Near } from "../model/profile.ts";
import type { ConceptDescription, ProfileDescription } from "../profile/describe-profile.ts";
import { clip, listed, plain, wrapped } from "./plain.ts";
import { duration } from "./when.ts";

/** A profile in words: what alerts, what each concept is worth and by which terms, what stands against it. */
export function profileLines(
  { profile, hash, concepts, ...told }: ProfileDescription,
  columns: number,
): string[] {
  const width = Math.max(40, columns);
  const { id, name, threshold, destinations, exclude, tests, require, mute, boost, maxAgeMs } = profile;
  const names = name.fr === name.en ? name.en : `${name.en} · ${name.fr}`;
  return [
    `${id} @${hash}  ${plain(names)}`,
    `Alerts from ${threshold} points, to ${destinations.join(", ") || "nobody"}; at most ${told.bestScore} can be reached.`,
    `${concepts.length} concepts, ${told.terms} terms, ${tests.length} tests`,
    ...concepts.flatMap((concept) => ["", ...conceptLines(concept, width)]),
    ...(exclude.length === 0 ? [] : ["", "Excluded"]),
    ...exclude.flatMap((each) => excludeLines(each, width)),
    "",
    ...(require.length === 0 ? [] : [`Silent without: ${require.join(", ")}`]),
    ...(mute.length === 0 ? [] : [`Muted: ${mute.map(plain).join(", ")}`]),
    ...boost.map(({ source, factor }) => `Counts ${factor} times: ${plain(source)}`),
    ...(maxAgeMs === undefined
      ? []
      : [`Silent on what was older than ${duration(maxAgeMs)} when first seen`]),
  ]
    .map((line) => clip(line, width))
    .filter((line, index, all) => line !== "" || index < all.length - 1);
}

function conceptLines({ concept, alone, alertsFrom }: ConceptDescription, width: number): readonly string[] {
  const { id, role, weight, any, exact, near, regex, query } = concept;
  const { title, summary, body } = alone;
  return [
    `${id}: ${role}, weight ${weight}`,
    role === "context"
      ? "  counts only near a core concept, by half near a weak one"
      : `  by itself ${title} in the title, ${summary} in the summary, ${body} in the body: ${alerts(alertsFrom)}`,
    ...listed(any, width, 4),
    ...(exact.length === 0 ? [] : ["  as written:", ...listed(exact, width, 4)]),
    ...near.flatMap((list) => nearLines(list, width)),
    ...regex.map((expression) => `  regex: ${plain(expression)}`),
    ...(query === undefined ? [] : ["  query:", ...wrapped(query, width, 4)]),
  ];
}

function alerts(fields: ConceptDescription["alertsFrom"]): string {
  return fields.length === 0 ? "needs company" : `alerts from ${fields.join(", ")}`;
}

function nearLines({ words, ordered, all }: Near, width: number): string[] {
  const order = ordered ? ", in this order" : "";
  const head = `  one of each of ${all.length} groups, at most ${words} words apart${order}:`;
  return [head].concat(all.flatMap((group) => listed(group, width, 4)));
}

function excludeLines({ weight, any, exact, in: field }: Exclude, width: number): string[] {
  const where = field === undefined ? "half of it in the body" : `in the ${field} only`;
  return [`  −${weight} %, ${where}`].concat(listed([...any, ...exact], width, 4));
}
