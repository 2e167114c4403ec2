import { foldText } from "../../text/fold.ts";

const LONGEST = 40;

/** A text as an id: `droits-de-l-homme`. */
export function slugOf(text: string): string {
  const words = foldText(text)
    .replaceAll(/[^a-z0-9 ]/gu, "")
    .split(" ")
    .filter(Boolean);
  let slug = words[0]?.slice(0, LONGEST) ?? "term";
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > LONGEST) break;
    slug += `-${word}`;
  }
  return /^[a-z]/u.test(slug) ? slug : `x-${slug}`;
}

/** Gives each text an id of its own, with a number behind those that are taken. */
export class Slugs {
  readonly #taken = new Set<string>();

  take(text: string): string {
    const slug = slugOf(text);
    let free = slug;
    for (let number = 2; this.#taken.has(free); number += 1) free = `${slug}-${number}`;
    this.#taken.add(free);
    return free;
  }
}
