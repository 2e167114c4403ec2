/** What a `.env` file says, and the lines (from 1) that are not `NAME=value`. */
export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly unreadableLines: readonly number[];
}

/**
 * Reads `NAME=value` lines: blank lines and `#` comments are skipped, a value may stand in single or double quotes,
 * and a ` #` ends an unquoted one. Nothing is expanded, no line carries on to the next, and the last assignment wins.
 */
export function parseEnvFile(text: string): EnvFile {
  const values = new Map<string, string>();
  const unreadableLines: number[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const equals = line.indexOf("=");
    const name = line.slice(0, Math.max(0, equals)).trimEnd();
    const value = valueOf(line.slice(equals + 1).trim());
    if (!VARIABLE_NAME.test(name) || value === undefined) unreadableLines.push(index + 1);
    else values.set(name, value);
  }
  return { values, unreadableLines };
}

const VARIABLE_NAME: RegExp = /^[A-Za-z_]\w*$/u;

/** An open quote or words after a closing one make the line unreadable. */
function valueOf(text: string): string | undefined {
  const quote = text[0];
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\0-\x08\x0B-\x1F\x7F]/u.test(text)) return undefined;
  if (quote !== '"' && quote !== "'") return text.split(/(?:^|\s)#/u, 1)[0]?.trimEnd();
  const end = text.indexOf(quote, 1);
  if (end === -1) return undefined;
  const rest = text.slice(end + 1).trim();
  return rest === "" || rest.startsWith("#") ? text.slice(1, end) : undefined;
}
