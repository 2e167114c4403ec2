/** Elements and texts kept of the bodies of one entry, and of all that is in none. */
const MAX_NODES = 20_000;
/** Elements that stand directly in an entry: no body in front of them may take their room. */
const MAX_FIELDS = 5000;

/** How much more is kept of a document's entries, and of what is in none of them. */
export class EntryRoom {
  #fields = 0;
  #nodes = 0;
  #headerNodes = 0;

  startEntry(): void {
    this.#fields = 0;
    this.#nodes = 0;
  }

  forField(): boolean {
    this.#fields += 1;
    return this.#fields <= MAX_FIELDS;
  }

  forNode(inEntry: boolean): boolean {
    if (!inEntry) {
      this.#headerNodes += 1;
      return this.#headerNodes <= MAX_NODES;
    }
    this.#nodes += 1;
    return this.#nodes <= MAX_NODES;
  }
}
