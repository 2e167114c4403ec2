import type { Item } from "../../model/item.ts";
import { foldText } from "../../text/fold.ts";
import { stem } from "../../text/stem.ts";
import type { DocumentFrequencies } from "./background.ts";

/** Counts in how many archived items each stem stands, one item after the other. */
export class ArchiveWords implements DocumentFrequencies {
  readonly #ids = new Set<string>();
  readonly #byStem = new Map<string, number>();

  get items(): number {
    return this.#ids.size;
  }

  get byStem(): ReadonlyMap<string, number> {
    return this.#byStem;
  }

  /** An item that the archive has twice, since its title was edited, counts once. */
  add({ id, title, summary }: Pick<Item, "id" | "title" | "summary">): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    const stems = new Set(
      foldText(`${title}\n${summary ?? ""}`)
        .split(" ")
        .map(stem),
    );
    for (const each of stems) this.#byStem.set(each, (this.#byStem.get(each) ?? 0) + 1);
  }
}
