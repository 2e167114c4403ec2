type PlainValue = string | readonly string[];

/**
 * Reads the lines of an entry, the first with its dash, when each is `key: value` in a form that YAML reads as this very
 * text: letters without a second meaning, simple quotes, `[words, in brackets]`. Undefined for anything else, which may
 * be as right. The YAML library says the same at a twentieth of the speed.
 */
export function readPlainEntry(lines: string): unknown {
  const entry: Record<string, PlainValue> = {};
  let indent: string | undefined;
  for (LINE.lastIndex = 0; LINE.lastIndex < lines.length;) {
    const match = LINE.exec(lines);
    if (match === null) return undefined;
    const [, before, key, ...written] = match;
    if (before === undefined || key === undefined) continue;
    const value = valueOf(written);
    const isInPlace = indent === undefined || before === indent;
    if (value === undefined || !isInPlace || Object.hasOwn(entry, key)) return undefined;
    indent ??= before.replace("-", " ");
    entry[key] = value;
  }
  // A copy: no short text in it keeps alive the long one that it was cut from.
  return JSON.parse(JSON.stringify(entry));
}

/** A comment or nothing; or a key with a value in one of four forms. */
const LINE =
  / *(?:#[^\n]*|\r)?(?:\n|$)|( *(?:- +)?)((?!null:)[a-z][a-z-]*): +(?:"((?:[^"\\\p{C}\p{Zl}\p{Zp}]|\\["\\/])*)" *|'([^'\p{C}\p{Zl}\p{Zp}]*)' *|\[([\p{L}\p{M}\p{N} ,._/+-]*)\] *|([\p{L}\p{N}][^\p{C}\p{Zl}\p{Zp}]*))\r?(?:\n|$)/uy;

function valueOf([double, single, list, plain]: readonly (string | undefined)[]): PlainValue | undefined {
  if (plain !== undefined) return isPlainText(plain) ? plain : undefined;
  if (double !== undefined) return double.includes("\\") ? double.replaceAll(/\\(.)/gu, "$1") : double;
  return list === undefined ? single : wordsOf(list);
}

/** Whether letters or digits at the beginning make a text: no number, no switch, not nothing; no comment follows, no value. */
export function isPlainText(plain: string): boolean {
  if (/^(?:null|true|false)$/iu.test(plain) || /: | #|[: ]$/u.test(plain)) return false;
  return !/^\d/u.test(plain) || Number.isNaN(Number(plain));
}

function wordsOf(list: string): readonly string[] | undefined {
  const words = list.trim() === "" ? [] : list.split(",").map((word) => word.trim());
  return words.every((word) => /^[\p{L}\p{N}]/u.test(word) && isPlainText(word)) ? words : undefined;
}
