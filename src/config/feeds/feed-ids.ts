import type { Section } from "../check/check.ts";
import type { FeedEntry, FeedIdentity } from "./feed-schema.ts";
import type { Path } from "../problems.ts";

/** An entry of the list, and where it stands. */
export interface PlacedFeed {
  readonly path: Path;
  readonly identity: FeedIdentity;
  /** Absent when something else about the entry is faulty. */
  readonly entry?: FeedEntry;
}

/**
 * The id of each feed, in order. What an entry says itself comes first; the others get one made from their name, or
 * from their address when there is no name in letters that an id can hold. The same id given twice is reported; a
 * made one that is taken is lengthened by the address, with a warning, since it then depends on its neighbours.
 */
export function feedIds(placed: readonly PlacedFeed[], { source, report }: Section): readonly string[] {
  const owners = new Map<string, PlacedFeed>();
  for (const feed of placed) {
    const { id } = feed.identity;
    if (id === undefined) continue;
    const owner = owners.get(id);
    if (owner === undefined) owners.set(id, feed);
    else {
      const message = `this id is already taken on line ${source.line([...owner.path, "id"])}`;
      report({ path: [...feed.path, "id"], message });
    }
  }
  return placed.map((feed) => feed.identity.id ?? made(feed));

  function made(feed: PlacedFeed): string {
    const address = (): string => addressSlug(feed.identity.url, source.written([...feed.path, "url"]));
    const wanted = slug(feed.identity.name ?? "") || address();
    const owner = owners.get(wanted);
    const id = owner === undefined ? wanted : freeId(`${wanted}-${address()}`);
    owners.set(id, feed);
    if (owner !== undefined) {
      const key = feed.identity.name === undefined ? "url" : "name";
      const message = `makes the id that line ${source.line(owner.path)} has: to keep its history, add id: ${id}`;
      report({ path: [...feed.path, key], message, severity: "warning" });
    }
    return id;
  }

  function freeId(start: string): string {
    let id = start.slice(0, LONGEST_ID);
    for (let count = 2; owners.has(id); count += 1) id = `${start.slice(0, LONGEST_ID - 5)}-${count}`;
    return id;
  }
}

const LONGEST_ID = 64;

/** `La Quadrature du Net` → `la-quadrature-du-net` */
function slug(text: string): string {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const words = plain
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll(/[^a-z\d]+/gu, "-");
  return words.slice(0, LONGEST_ID).replaceAll(/^-|-$/gu, "");
}

/** What may be secret does not make names: credentials, the query, and the path of an address from a variable. */
function addressSlug(url: string, written: string | undefined): string {
  const { hostname, pathname } = new URL(url);
  const host = hostname.replace(/^www\./u, "");
  return slug(written?.includes("${") === true ? host : `${host} ${pathname}`);
}
