import { highByte, WINDOWS_1252_HIGH } from "./windows-1252.ts";

/** A byte of UTF-8 that is not the first of its character, as windows-1252 or ISO 8859-1 shows it. */
const TAIL = `[\\u0080-\\u00bf${WINDOWS_1252_HIGH}]`;
/** UTF-8 as windows-1252 shows it: letters of Latin, quotes and dashes, signs beyond 16 bits. */
const LATIN = `[\\u00c2-\\u00c5]${TAIL}|\\u00e2${TAIL}{2}|\\u00f0${TAIL}{3}|\\u00c3(?=[\\s<"]|$)`;
/** What is left of `à` when its no-break space became a plain one, as it does on the way through some programs. */
const BARE_A = "\u00c3";
/**
 * Letters of other alphabets, of two bytes and of three. Of the latter one alone may be French with its spaces
 * (`santé\u00a0»`).
 */
const OTHER = `(?:[\\u00ce-\\u00d1\\u00d7-\\u00db]${TAIL})+|(?:[\\u00e0\\u00e3-\\u00ed]${TAIL}{2}){2,}`;
const ANY = new RegExp(`${LATIN}|${OTHER}`);
const ALL = new RegExp(`${LATIN}|${OTHER}`, "g");
/** Groups 1 and 2: sequences. Otherwise: a character that is neither in one nor ASCII. */
const SIGNS = new RegExp(`(${LATIN})|(${OTHER})|[^\\0-\\u007f]`, "g");
/** One of these is in whatever is encoded twice, of any length; to look for them costs less than the expression. */
const LEADS = ["Ã", "Â", "â€", "â\u0080", "Å", "Ä", "ðŸ", "Ð", "Î", "Ø", "×", "ã€", "ã\u0080", "ì"];
const IN_A_WORD = /[a-z\u0080-\uffff]/i;

/** How much of a document is weighed. */
const SAMPLE = 1 << 18;
/** What a document weighs that is certain to be encoded twice: as a whole, or in part. */
const CERTAIN_WHOLE = 2;
const CERTAIN_PART = 8;
/** What a text weighs that is to be mended in a document encoded twice as a whole, in part, and in any other. */
const LEAST = { whole: 0, part: 1, any: 3 } as const;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A function that mends the texts of this document which were encoded in UTF-8 twice (`Ã©` for `é`, `â€™` for `’`);
 * undefined when nothing in the document looks like that, as in nearly all.
 *
 * A text is mended as a whole or not at all: only when it has no other character beyond ASCII, so that `Ã©` beside a
 * sound `é` is somebody writing about it. What weighs is how often such sequences stand in words: one for `cafÃ©`, two
 * for `donâ€™t` and for a word of another alphabet, none for a lone `Ã©`. A document that is all like that needs two, and
 * all of it is mended; one that weighs eight is so in part, and its texts need one; in any other a text needs three.
 */
export function menderOf(document: string): ((text: string) => string) | undefined {
  if (!LEADS.some((lead) => document.includes(lead)) || !ANY.test(document)) return undefined;
  const { weight, isPure } = weighed(document.slice(0, SAMPLE));
  const kind = isPure && weight >= CERTAIN_WHOLE ? "whole" : weight >= CERTAIN_PART ? "part" : "any";
  return (text) => (ANY.test(text) ? mended(text, LEAST[kind]) : text);
}

function mended(text: string, least: number): string {
  const { weight, isPure } = weighed(text);
  return isPure && weight >= least ? text.replace(ALL, (sequence) => meant(sequence) ?? sequence) : text;
}

function weighed(text: string): { readonly weight: number; readonly isPure: boolean } {
  let weight = 0;
  let isPure = true;
  for (const { 0: sign, 1: latin, 2: other, index } of text.matchAll(SIGNS)) {
    if ((latin ?? other) === undefined || meant(sign) === undefined) isPure = false;
    else if (sign === BARE_A) continue;
    else if (other !== undefined) weight += other.length > 2 ? 2 : 0;
    else if (IN_A_WORD.test(text.charAt(index - 1) + text.charAt(index + sign.length))) {
      weight += sign.length > 2 ? 2 : 1;
    }
  }
  return { weight, isPure };
}

/** What a sequence was before it was encoded again; undefined when it was no UTF-8. */
function meant(sequence: string): string | undefined {
  if (sequence === BARE_A) return "à";
  try {
    return strictUtf8.decode(Uint8Array.from(sequence, highByte));
  } catch {
    return undefined; // Too long a form, or half a pair.
  }
}
