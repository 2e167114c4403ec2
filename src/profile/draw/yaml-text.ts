const PLAIN = /^[\p{L}](?:[\p{L}\p{M}\p{N} .’()/-]*[\p{L}\p{M}\p{N}.)])?$/u;
/** YAML reads these as something else than a text, or did so in its earlier version. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/iu;
// Double quotes in YAML are those of JSON, but for what breaks a line there.
const BREAKS = /[\u{7f}-\u{9f}\u{2028}\u{2029}\u{feff}]/gu;

/** A text as a YAML scalar on one line, in quotation marks only where it needs them. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !NO_TEXT.test(text)) return text;
  return JSON.stringify(text).replaceAll(BREAKS, escaped);
}

/** The same with quotation marks always: for sentences, which look alike that way. */
export function yamlQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(BREAKS, escaped);
}

/** A text as a comment: on one line. */
export function yamlComment(text: string): string {
  return `# ${text.replaceAll(/[\p{Cc}\u{2028}\u{2029}]+/gu, " ").trim()}`;
}

function escaped(unit: string): string {
  return `\\u${(unit.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
