/** Elements and texts kept of the bodies of one entry, and of all that is in none. */
const MAX_NODES = 20_000;
/** Elements that stand directly in an entry: no body in front of them may take their room. */
const MAX_FIELDS = 5000;
/** Of a whole document, attributes with the rest: each takes some 70 bytes of memory. */
const MAX_TOTAL = 500_000;

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

  forField(attributes: number): boolean {
    this.#fields += 1;
    return this.#counted(this.#fields <= MAX_FIELDS, attributes);
  }

  /** For the text that a field begins with: only the document as a whole may be too large for it. */
  forFirstText(): boolean {
    return this.#counted(true, 0);
  }

  forNode(inEntry: boolean, attributes = 0): boolean {
    if (!inEntry) {
      this.#headerNodes += 1;
      return this.#counted(this.#headerNodes <= MAX_NODES, attributes);
    }
    this.#nodes += 1;
    return this.#counted(this.#nodes <= MAX_NODES, attributes);
  }

  #counted(isKept: boolean, attributes: number): boolean {
    if (isKept) this.#total += 1 + attributes;
    if (this.#total > MAX_TOTAL)
      this.#onFull(`there are more than ${MAX_TOTAL} elements, attributes and texts`);
    return isKept;
  }
}
