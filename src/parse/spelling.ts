import { entityExpander } from "./document-type.ts";
import { decodeReferences } from "./references.ts";
import { menderOf } from "./twice-encoded.ts";

type Attributes = Readonly<Record<string, string>>;

/** How one document writes its words: each function takes what is written and gives what is meant. */
export interface Spelling {
  readonly text: (written: string) => string;
  readonly cdata: (written: string) => string;
  /** References in them stay: most attributes are never looked at. */
  readonly attributes: (written: Attributes) => Attributes;
}

const PLAIN: Spelling = {
  text: decodeReferences,
  cdata: (written) => written,
  attributes: (written) => written,
};

/** The spelling of a document: its own entities, and whether it was encoded twice. */
export function spellingOf(document: string): Spelling {
  const mend = menderOf(document);
  const expand = entityExpander(document);
  if (mend === undefined && expand === undefined) return PLAIN;
  const cdata = (written: string): string => mend?.(written) ?? written;
  const spelt = (written: string): string => {
    const mended = cdata(written);
    return expand?.(mended) ?? mended;
  };
  return {
    text: (written) => decodeReferences(spelt(written)),
    cdata,
    attributes: (written) =>
      Object.fromEntries(Object.entries(written).map(([name, value]) => [name, spelt(value)])),
  };
}
