import type { Matchable } from "../model/item.ts";
import { readFolded } from "../text/read-folded.ts";

/** What a text is made of, in 64 numbers of 16 bits: texts that share many pairs of neighbouring words share many. */
export type Fingerprint = Uint16Array;

const BINS = 64;
/** log₂ of BINS. */
const BIN_BITS = 6;
/** Of fewer pairs of words each decides too much: such a text is no evidence of a copy. */
const MIN_SHINGLES = 4;
/** More than any value of a bin. */
const EMPTY = 0xff_ff_ff_ff;

/**
 * The MinHash signature of an item's title and summary, by one permutation: each pair of neighbouring folded words
 * (a shingle) is hashed once, its low bits choose a bin, and each bin keeps its smallest value. An empty bin borrows from
 * another, so that the share of equal bins stays an unbiased estimate of the shingles that two texts share (their
 * Jaccard index). Neither the process nor the platform changes a bit: signatures may be kept and compared later.
 * Undefined for a text of fewer than four different shingles.
 *
 * Broder, On the resemblance and containment of documents (1997); Li, Owen, Zhang, One permutation hashing (2012);
 * Shrivastava, Li, Densifying one permutation hashing (2014); the walk of the empty bins as in Shrivastava, Optimal
 * densification (2017).
 */
export function fingerprint({
  title,
  summary,
}: Pick<Matchable, "title" | "summary">): Fingerprint | undefined {
  const minima = new Uint32Array(BINS).fill(EMPTY);
  const first = new Set<number>();
  let before: number | undefined;
  for (const word of wordHashes(`${title}\n${summary ?? ""}`)) {
    if (before !== undefined) {
      const shingle = avalanched(Math.imul(before, ORDER) ^ word);
      const bin = shingle % BINS;
      minima[bin] = Math.min(minima[bin] ?? EMPTY, shingle >>> BIN_BITS);
      if (first.size < MIN_SHINGLES) first.add(shingle);
    }
    before = word;
  }
  return first.size < MIN_SHINGLES ? undefined : densified(minima);
}

/** The estimated share of shingles that two texts have in common, 0 to 1; its standard error is 0.06 at most. */
export function similarity(a: Fingerprint, b: Fingerprint): number {
  let equal = 0;
  for (let bin = 0; bin < BINS; bin += 1) if (a[bin] === b[bin]) equal += 1;
  return equal / BINS;
}

/** An odd number: « night tram » is not « tram night ». */
const ORDER = 0x9e_37_79_b1;
/** One number per word of a text, equal for words that fold alike. */
function wordHashes(text: string): readonly number[] {
  const hashes: number[] = [];
  readFolded(text, {
    readWord({ length, hash }) {
      if (length > 0) hashes.push(hash);
    },
    readHashtag() {
      // Its words were read.
    },
  });
  return hashes;
}

/** Gives each bin 16 bits; an empty one those of the first filled bin on a walk of its own, changed by the step. */
function densified(minima: Uint32Array): Fingerprint {
  return Uint16Array.from(minima, (own, bin) => {
    let value = own;
    let step = 0;
    while (value === EMPTY) {
      step += 1;
      value = minima[avalanched(Math.imul(step, ORDER) + bin) % BINS] ?? EMPTY;
    }
    return avalanched(value + Math.imul(step, ORDER));
  });
}

/** Every bit of the input changes half of the output's: the finaliser of MurmurHash3 (public domain). */
function avalanched(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
