import type { Entry } from "../../src/model/feed.ts";
import { DAY } from "../../src/model/time.ts";

type Given = {
  readonly [Field in "guid" | "title" | "link" | "published" | "summary" | "incomplete"]?:
    | Entry[Field]
    | undefined;
};

/** The numbered entry of example.org; name only what the test is about. A field given as `undefined` is absent. */
export function anEntry(number: number, given: Given = {}): Entry {
  const { guid, title, link, published, summary, incomplete } = {
    guid: `https://www.example.org/?p=${number}`,
    title: `Nouvelle numéro ${number}`,
    link: `https://www.example.org/2026/nouvelle-${number}`,
    published: Date.UTC(2026, 2, 1) + number * DAY,
    ...given,
  };
  return {
    ...(guid === undefined ? {} : { guid }),
    ...(title === undefined ? {} : { title }),
    ...(link === undefined ? {} : { link }),
    ...(published === undefined ? {} : { published }),
    ...(summary === undefined ? {} : { summary }),
    ...(incomplete === undefined ? {} : { incomplete }),
    categories: [],
    enclosures: [],
  };
}
