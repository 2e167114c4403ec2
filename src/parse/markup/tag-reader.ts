import { QuoteType, Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import type { RepairTally } from "../repair-tally.ts";

/** No tag of a feed has a tenth of that. */
const MAX_ATTRIBUTES = 256;

export type Attributes = Readonly<Record<string, string>>;
/** One for all: of most tags nothing else would be kept. */
const NO_ATTRIBUTES: Attributes = {};

/** Is told of the tags and texts of a document, in their order and as they are written. */
export interface TagHandler {
  /** Whether nothing more is to be read. */
  readonly stopped: boolean;
  /** A start tag; `isEmpty` when it ends itself. */
  open(name: string, attributes: Attributes, isEmpty: boolean): void;
  close(name: string): void;
  text(piece: string): void;
  cdata(piece: string): void;
  /** A declaration or a processing instruction, from its `!` or `?` on. */
  instruction(value: string): void;
}

/** Reads the tags of a document as XML writes them, well-formed or not. Which end tag ends what is the handler's affair. */
export function readTags(markup: string, handler: TagHandler, repairs: RepairTally): void {
  const tokenizer: Tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    new TagReader({ markup, handler, repairs, pause: () => tokenizer.pause() }),
  );
  tokenizer.write(markup);
  tokenizer.end();
}

interface Reading {
  readonly markup: string;
  readonly handler: TagHandler;
  readonly repairs: RepairTally;
  readonly pause: () => void;
}

/**
 * The tokeniser's own parser is not used: it takes quadratic time in the number of open elements, keeps every attribute
 * of a tag that has a million, and counts as open what the handler has closed.
 */
class TagReader implements TokenizerCallbacks {
  readonly #markup: string;
  readonly #handler: TagHandler;
  readonly #repairs: RepairTally;
  readonly #pause: () => void;
  #name = "";
  #attributes: Record<string, string> | undefined;
  #count = 0;
  #attribute = "";
  #value = "";

  constructor({ markup, handler, repairs, pause }: Reading) {
    this.#markup = markup;
    this.#handler = handler;
    this.#repairs = repairs;
    this.#pause = pause;
  }

  onopentagname(start: number, end: number): void {
    this.#name = this.#markup.slice(start, end);
    this.#attributes = undefined;
    this.#count = 0;
  }

  onattribname(start: number, end: number): void {
    this.#count += 1;
    this.#value = "";
    if (this.#count <= MAX_ATTRIBUTES) this.#attribute = this.#markup.slice(start, end);
  }

  onattribdata(start: number, end: number): void {
    if (this.#count <= MAX_ATTRIBUTES) this.#value = this.#markup.slice(start, end);
  }

  /** The first attribute of a name counts. */
  onattribend(quote: QuoteType): void {
    if (quote === QuoteType.Unquoted || quote === QuoteType.NoValue) this.#repairs.add("attributes");
    if (this.#count > MAX_ATTRIBUTES) return;
    this.#attributes ??= {};
    if (!Object.hasOwn(this.#attributes, this.#attribute)) this.#attributes[this.#attribute] = this.#value;
  }

  onopentagend(): void {
    this.#open(false);
  }

  onselfclosingtag(): void {
    this.#open(true);
  }

  #open(isEmpty: boolean): void {
    this.#handler.open(this.#name, this.#attributes ?? NO_ATTRIBUTES, isEmpty);
    if (this.#handler.stopped) this.#pause();
  }

  onclosetag(start: number, end: number): void {
    this.#handler.close(this.#markup.slice(start, end));
  }

  ontext(start: number, end: number): void {
    this.#handler.text(this.#markup.slice(start, end));
    if (this.#handler.stopped) this.#pause();
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.#handler.cdata(this.#markup.slice(start, end - endOffset));
    if (this.#handler.stopped) this.#pause();
  }

  ondeclaration(start: number, end: number): void {
    this.#instruction(`!${this.#markup.slice(start, end)}`);
  }

  onprocessinginstruction(start: number, end: number): void {
    this.#instruction(`?${this.#markup.slice(start, end)}`);
  }

  #instruction(value: string): void {
    this.#handler.instruction(value);
    if (this.#handler.stopped) this.#pause();
  }

  oncomment(): void {
    // Comments are nobody's words.
  }

  onattribentity(): void {
    // References are decoded later, by rules of our own.
  }

  ontextentity(): void {
    // As above.
  }

  onend(): void {
    // The handler is told by whoever called.
  }
}
