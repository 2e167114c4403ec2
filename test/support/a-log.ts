import type { Log, LogFields } from "../../src/ports/log.ts";

export interface KeptEvent {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly fields: LogFields;
}

/** A log that keeps what it was told. */
export function aLog(): Log & { readonly events: readonly KeptEvent[] } {
  const events: KeptEvent[] = [];
  const keeper =
    (level: KeptEvent["level"]) =>
    (event: string, fields: LogFields = {}): void => {
      events.push({ level, event, fields });
    };
  return { events, info: keeper("info"), warn: keeper("warn"), error: keeper("error") };
}
