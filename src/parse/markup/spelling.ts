import { entityExpander } from "./document-type.ts";
import { decodeReferences } from "./references.ts";
import type { RepairTally } from "../repair-tally.ts";
import { menderOf } from "../bytes/twice-encoded.ts";

type Attributes = Readonly<Record<string, string>>;

/** How one document writes its words: each function takes what is written and gives what is meant. */
export interface Spelling {
  readonly text: (written: string) => string;
  readonly cdata: (written: string) => string;
  /** References in them stay: most attributes are never looked at. */
  readonly attributes: (written: Attributes) => Attributes;
}

/** The spelling of a document: its own entities, and whether it was encoded twice. */
export function spellingOf(document: string, repairs: RepairTally): Spelling {
  const mend = menderOf(document);
  const expand = entityExpander(document);
  if (mend === undefined && expand === undefined)
    return {
      text: (written) => decodeReferences(written, repairs),
      cdata: (written) => written,
      attributes: (written) => written,
    };
  const cdata = (written: string): string => {
    const mended = mend?.(written) ?? written;
    if (mended !== written) repairs.add("encoded-twice");
    return mended;
  };
  const spelt = (written: string): string => {
    const mended = cdata(written);
    return expand?.(mended) ?? mended;
  };
  return {
    text: (written) => decodeReferences(spelt(written), repairs),
    cdata,
    attributes: (written) =>
      Object.fromEntries(Object.entries(written).map(([name, value]) => [name, spelt(value)])),
  };
}
