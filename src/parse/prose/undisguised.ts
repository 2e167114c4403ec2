const ESCAPE = String.fromCharCode(0x1b);
/** What colours a terminal or moves its cursor (ECMA-48 §5.4). */
const TERMINAL_SEQUENCES = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, "g");
/** What turns the reading direction of all that follows (Unicode Annex 9, §2). */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** More marks on one letter than any script stacks: they are there to spill over the lines around. */
const HEAPED_MARKS = /(\p{M}{8})\p{M}+/gu;
/** What none of these is in, in the scripts of most news: spares it the expressions that know all marks. */
const PLAIN =
  /^[\t\n\r -~\u00a0-\u02ff\u0370-\u0482\u048a-\u0590\u2000-\u2029\u202f-\u2065\u206a-\u20cf\u2100-\u2cee\u3000-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3]*$/;
/** Any of these, and the letters of Korean in parts. */
const DISGUISES = new RegExp(`[${ESCAPE}\\u202a-\\u202e\\u2066-\\u2069\\u1100-\\u11ff\\p{M}]`, "u");

/**
 * A text as its words look: letters and their marks composed (NFC), at most eight marks to a letter, without terminal
 * sequences and without what turns the reading direction.
 */
export function undisguised(text: string): string {
  if (PLAIN.test(text) || !DISGUISES.test(text)) return text;
  return text
    .replace(TERMINAL_SEQUENCES, "")
    .replace(DIRECTIONS, "")
    .replace(HEAPED_MARKS, "$1")
    .normalize("NFC");
}
