const QUANTIFIER = /^(?:[*?]|\{0)/u;
const REPEATS = /^(?:\+|\{)/u;
/** An escaped sign that means itself. */
const ESCAPED_SIGN = /^\\[^\p{L}\p{N}]/u;
const LITERAL = /^[\p{L}\p{N} '’_:,;#&%=@/<>~"!-]/u;
const TO_CLASS_END = /^\[\^?\]?(?:\\.|[^\]\\])*\]/u;
const ESCAPE = /^\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|..)|.)/su;

/**
 * The longest run of characters that every hit of a sound RE2 expression holds, as far as can be told from what stands
 * outside of groups and alternatives; empty when there is none.
 */
export function requiredLetters(expression: string): string {
  let longest = "";
  let run = "";
  let depth = 0;
  const end = (): void => {
    if (run.length > longest.length) longest = run;
    run = "";
  };
  for (let rest = expression; rest !== "";) {
    const [part, literal] = firstPart(rest);
    rest = rest.slice(part.length);
    if (part === "|" && depth === 0) return "";
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (depth > 0 || literal === undefined || QUANTIFIER.test(rest)) {
      end();
      continue;
    }
    run += literal;
    if (REPEATS.test(rest)) end();
  }
  end();
  return longest;
}

/** What an expression begins with, and the character that it stands for when it stands for one only. */
function firstPart(rest: string): readonly [part: string, literal: string | undefined] {
  const [escaped] = ESCAPED_SIGN.exec(rest) ?? [];
  if (escaped !== undefined) return [escaped, escaped.slice(1)];
  const [opaque] = TO_CLASS_END.exec(rest) ?? ESCAPE.exec(rest) ?? [];
  if (opaque !== undefined) return [opaque, undefined];
  const [literal] = LITERAL.exec(rest) ?? [];
  return literal === undefined ? [rest.slice(0, 1), undefined] : [literal, literal];
}
