/** Elements and texts kept of the bodies of one entry, and of all that is in none. */
const MAX_NODES = 20_000;
/** Elements that stand directly in an entry: no body in front of them may take their room. */
const MAX_FIELDS = 5000;
/** Of a whole document: ten megabytes of empty elements would take 400 in memory. */
const MAX_TOTAL = 750_000;

/** How much more is kept of a document's entries, and of what is in none of them. */
export class EntryRoom {
  #fields = 0;
  #nodes = 0;
  #headerNodes = 0;
  #total = 0;

  /** Told once, when nothing more of the document is to be kept. */
  readonly #onFull: (why: string) => void;

  constructor(onFull: (why: string) => void) {
    this.#onFull = onFull;
  }

  startEntry(): void {
    this.#fields = 0;
    this.#nodes = 0;
  }

  forField(): boolean {
    this.#fields += 1;
    return this.#counted(this.#fields <= MAX_FIELDS);
  }

  forNode(inEntry: boolean): boolean {
    if (!inEntry) {
      this.#headerNodes += 1;
      return this.#counted(this.#headerNodes <= MAX_NODES);
    }
    this.#nodes += 1;
    return this.#counted(this.#nodes <= MAX_NODES);
  }

  #counted(isKept: boolean): boolean {
    if (isKept) this.#total += 1;
    if (this.#total > MAX_TOTAL) this.#onFull(`there are more than ${MAX_TOTAL} elements and texts`);
    return isKept;
  }
}
