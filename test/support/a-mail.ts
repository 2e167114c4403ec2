import type { MailConfig } from "../../src/model/config.ts";
import type { DigestPeriod, Reader } from "../../src/model/delivery.ts";
import { Secret } from "../../src/model/secret.ts";

/** A reader in London; name only what the test is about. */
export function aReader(given: Partial<Reader> = {}): Reader {
  return { address: "ada@example.org", language: "en", timezone: "Europe/London", ...given };
}

/** The mail settings of a sender at example.com, for a server at `smtp`. */
export function aMailConfig(smtp: string, given: Partial<MailConfig> = {}): MailConfig {
  return { smtp: new Secret(smtp), from: { name: "Vigie", address: "vigie@example.com" }, ...given };
}

/** From one morning to the next, 07:00 to 07:00 in London. */
export const A_DAY: DigestPeriod = {
  period: "2026-03-03",
  from: Date.UTC(2026, 2, 2, 7, 0),
  to: Date.UTC(2026, 2, 3, 7, 0),
};
