import { pino } from "pino";
import type { Secret } from "./model/secret.ts";
import type { Log, LogFields } from "./ports/log.ts";

/** Where lines go; `process.stderr` fits. */
export interface LogSink {
  readonly isTTY?: boolean;
  write(line: string): unknown;
}

/** Shorter values are no secrets, and replacing them would blank out ordinary words. */
const SHORTEST_SECRET = 8;
/** What JSON leaves unescaped and a terminal obeys: the second set of control codes, and marks that reorder a line. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** A log that leaves out what it is told to hide. */
export interface HidingLog extends Log {
  /** From now on these are left out too; what was hidden before stays so. */
  hide(secrets: readonly Secret[]): void;
}

/**
 * A log of one JSON object per line, or of short lines when a person watches (`sink.isTTY`). Every known secret is
 * replaced, in plain, quoted, percent-encoded and base64 form, as a last line of defence behind `Secret`.
 */
export function createLog(sink: LogSink, secrets: readonly Secret[]): HidingLog {
  let forms = formsOf(secrets);
  const write = (line: string): void => void sink.write(redact(line, forms));
  const hide = (more: readonly Secret[]): void => void (forms = longestFirst([...forms, ...formsOf(more)]));
  if (sink.isTTY === true)
    return { info: human(write, " "), warn: human(write, "!"), error: human(write, "✗"), hide };
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    { write },
  );
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
    hide,
  };
}

/** Says nothing; for commands whose output is their result. */
export const SILENT_LOG: Log = { info() {}, warn() {}, error() {} };

function human(write: (line: string) => void, mark: string): (event: string, fields?: LogFields) => void {
  return (event, fields = {}) => {
    const time = new Date().toISOString().slice(11, 19);
    const pairs = Object.entries(fields).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}=${JSON.stringify(value).replaceAll(UNSEEN, "\u{FFFD}")}`],
    );
    write(`${time} ${mark} ${[event, ...pairs].join(" ")}\n`);
  };
}

/** Every form in which a line may hold one of these. */
function formsOf(secrets: readonly Secret[]): readonly string[] {
  const forms = secrets.flatMap((secret) => {
    const value = secret.reveal();
    if (value.length < SHORTEST_SECRET) return [];
    // As it stands inside a line of JSON, with its quotes and backslashes escaped.
    const quoted = JSON.stringify(value).slice(1, -1);
    return [value, quoted, encodeURIComponent(value), Buffer.from(value).toString("base64")];
  });
  return longestFirst(forms);
}

/** A secret may hold another one: it is replaced whole. */
function longestFirst(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

function redact(line: string, forms: readonly string[]): string {
  return forms.reduce((text, form) => text.replaceAll(form, "[secret]"), line);
}
