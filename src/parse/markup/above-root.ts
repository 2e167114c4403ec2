import type { Markup } from "./markup.ts";
import { localName, Namespaces } from "./namespaces.ts";
import type { RepairTally } from "../repair-tally.ts";
import { judgeRoot } from "./root-element.ts";
import type { Attributes } from "./tag-reader.ts";

/** An element that starts, with what its name means where it stands. */
export interface Start {
  /** As it is written: an end tag must be written alike. */
  readonly name: string;
  /** Its name without the prefix of the vocabulary around it. */
  readonly own: string;
  /** The prefix of the vocabulary it is written in, left out of names: `atom:` in an Atom feed. */
  readonly prefix: string;
  readonly attributes: Attributes;
  readonly namespaces: Namespaces;
}

/** What stands above a feed's root, and what the document is when none comes. */
export class AboveRoot {
  readonly #repairs: RepairTally;
  #inPage = false;
  #notAFeed: Markup = { kind: "other" };
  #isRefused = false;

  constructor(repairs: RepairTally) {
    this.#repairs = repairs;
  }

  /** Whether the document is no feed, whatever follows. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** In the frame of a web page, right inside of which a feed may stand. */
  get inPage(): boolean {
    return this.#inPage;
  }

  get notAFeed(): Markup {
    return this.#notAFeed;
  }

  /** An element begins; it is answered when it is the root. */
  open(name: string, attributes: Attributes): Start | undefined {
    const namespaces = Namespaces.none.within(attributes);
    const resolved = namespaces.resolve(name);
    const own = localName(resolved);
    const role = judgeRoot(own);
    if (this.#inPage && role !== "root" && role !== "frame") this.#refuse({ kind: "page" });
    if (this.#isRefused) return undefined;
    if (role === "root") return { name, own, prefix: resolved.slice(0, -own.length), attributes, namespaces };
    this.#repairs.add("around-root");
    if (role === "frame") this.#inPage = true;
    if (role === "page") this.#refuse({ kind: "page" });
    else if (role === "other") this.#refuse({ kind: "other", root: own });
    else this.#notAFeed = { kind: "page" };
    return undefined;
  }

  text(): void {
    if (this.#inPage) this.#refuse({ kind: "page" });
  }

  instruction(value: string): void {
    if (/^!doctype\s+html\b/i.test(value)) this.#refuse({ kind: "page" });
  }

  #refuse(markup: Markup): void {
    this.#isRefused = true;
    this.#notAFeed = markup;
  }
}
