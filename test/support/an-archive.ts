import type { Item } from "../../src/model/item.ts";
import type { Profile } from "../../src/model/profile.ts";
import { DAY } from "../../src/model/time.ts";
import { ArchiveCount } from "../../src/profile/lint/archive-facts.ts";

/** Items with these headlines, seen one after the other over so many days, as a profile's terms find them. */
export function anArchive(profile: Profile, titles: readonly string[], days = 10): ArchiveCount {
  const archive = new ArchiveCount([profile]);
  const step = (days * DAY) / Math.max(1, titles.length - 1);
  for (const [index, title] of titles.entries()) archive.add(anArchivedTitle(title, index, index * step));
  return archive;
}

export function anArchivedTitle(title: string, index: number, firstSeenAt: number): Item {
  return { id: `item-${index}`, feedId: "example", source: "Example", title, firstSeenAt, categories: [] };
}

/** A headline that no profile of the tests wants. */
export function somethingElse(): string {
  return "Rien de neuf ce matin";
}
