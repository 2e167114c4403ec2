import type { MailConfig } from "../../model/config.ts";
import { Secret } from "../../model/secret.ts";
import { check, type Section } from "../check/check.ts";
import type { Surroundings } from "./destinations.ts";
import { SETTINGS } from "./settings-schema.ts";
import { notSet, type UnsetVariable } from "../files/variables.ts";

export interface MailRead {
  readonly config?: MailConfig;
  readonly state: Surroundings["mail"];
}

/** Reads `mail:`. Without its variables no mail is sent, which is no fault. */
export function readMail(section: Section, unset: readonly UnsetVariable[]): MailRead {
  if (section.value === undefined) return { state: "missing" };
  const entry = check(SETTINGS.mail, section);
  // Reported once; every destination that sends mail need not repeat it.
  if (entry === undefined) return { state: "ready" };
  const { smtp, from, unsubscribe } = entry;
  const names = unset.filter(({ path }) => path[0] === "mail").map(({ name }) => name);
  if (names.length > 0) return { state: { off: `${notSet(names)}: no mail can be sent` } };
  const config = {
    smtp: new Secret(smtp),
    from,
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
  };
  return { config, state: "ready" };
}
