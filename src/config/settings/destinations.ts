import { isIP } from "node:net";
import type { Destination } from "../../model/config.ts";
import type { Reader } from "../../model/delivery.ts";
import { WEEKDAYS } from "../../model/digest.ts";
import { parseWebhookUrl } from "../../model/discord-webhook-url.ts";
import type { Language } from "../../model/profile.ts";
import { Secret } from "../../model/secret.ts";
import { blockOf, isInside } from "../check/address-blocks.ts";
import type { BotEntry, DestinationEntry, EmailEntry, WebhookEntry } from "./destination-schema.ts";
import type { Path } from "../problems.ts";
import { isUnset, notSet } from "../files/variables.ts";

/** What the rest of `vigie.yaml` says that a destination depends on. */
export interface Surroundings {
  readonly language: Language;
  readonly timezone: string;
  readonly allowAddresses: readonly string[];
  /** Whether mail can be sent, or why not. */
  readonly mail: "ready" | "missing" | { readonly off: string };
}

/** A destination on its way into the configuration. */
export interface Candidate<Entry> {
  readonly id: string;
  readonly entry: Entry;
  /** Its variables that are not set. */
  readonly unset: readonly string[];
  /** Reports a problem at a place under the destination. */
  readonly report: (path: Path, message: string) => void;
}

/** The destination that an entry describes; what is wrong with its addresses is reported. */
export function toDestination(candidate: Candidate<DestinationEntry>, around: Surroundings): Destination {
  const { entry } = candidate;
  switch (entry.kind) {
    case "discord-webhook":
      return toWebhook({ ...candidate, entry }, around);
    case "discord-bot":
      return toBot({ ...candidate, entry }, around);
    case "email":
      return toEmail({ ...candidate, entry }, around);
  }
}

function toWebhook({ id, entry, unset, report }: Candidate<WebhookEntry>, around: Surroundings): Destination {
  if (!isUnset(entry.url)) {
    const read = parseWebhookUrl(entry.url);
    const problem =
      read.kind === "invalid"
        ? `the address ${read.reason}`
        : encryptionProblem(entry.url, around.allowAddresses);
    if (problem !== undefined) report(["url"], problem);
  }
  const language = entry.language ?? around.language;
  return {
    id,
    ...offBecause(unset),
    kind: entry.kind,
    language,
    url: secretOf(entry.url),
    ...(entry.delivery === "at-most-once" ? { atMostOnce: true } : {}),
  };
}

function toBot({ id, entry, unset, report }: Candidate<BotEntry>, around: Surroundings): Destination {
  const { api, channel } = entry;
  if (api !== undefined && !isUnset(api)) {
    const problem = encryptionProblem(api, around.allowAddresses);
    if (problem !== undefined) report(["api"], problem);
  }
  return {
    id,
    ...offBecause(unset),
    kind: entry.kind,
    language: entry.language ?? around.language,
    token: secretOf(entry.token),
    channel: isUnset(channel) ? "" : channel,
    ...(api === undefined || isUnset(api) ? {} : { api }),
  };
}

function toEmail(candidate: Candidate<EmailEntry>, around: Surroundings): Destination {
  const { id, entry, unset, report } = candidate;
  if (around.mail === "missing")
    report(["kind"], "sends mail, but vigie.yaml has no `mail:` with a server and a sender");
  const off = unset.length === 0 && typeof around.mail === "object" ? around.mail : offBecause(unset);
  const base = { id, ...off, kind: entry.kind, readers: readersOf(candidate, around) };
  if (entry.mode === "digest") {
    // The schema has seen to it that a digest has an hour.
    const { at = "00:00", days = WEEKDAYS } = entry;
    return { ...base, mode: "digest", schedule: { at, days } };
  }
  return { ...base, mode: "alert" };
}

function readersOf({ entry, report }: Candidate<EmailEntry>, around: Surroundings): readonly Reader[] {
  const { language, timezone } = around;
  const places: readonly { readonly path: Path; readonly reader: Reader }[] = [
    ...(entry.to ?? []).map((address, index) => ({
      path: ["to", index],
      reader: { address, language, timezone },
    })),
    ...(entry.readers ?? []).map((reader, index) => ({
      path: ["readers", index, "address"],
      reader: {
        address: reader.address,
        language: reader.language ?? language,
        timezone: reader.timezone ?? timezone,
      },
    })),
  ];

  const seen = new Set<string>();
  return places.flatMap(({ path, reader }) => {
    if (isUnset(reader.address) || isUnset(reader.timezone)) return [];
    const mailbox = reader.address.toLowerCase();
    if (seen.has(mailbox)) report(path, "this address is in the destination already");
    seen.add(mailbox);
    return [reader];
  });
}

/** Without encryption a token is readable on the way: only to an address that the operator named. */
function encryptionProblem(address: string, allowed: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return "expected an address that begins with https://";
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return "must not hold a user name or password";
  if (protocol === "https:") return undefined;
  if (protocol !== "http:") return "expected an address that begins with https://";
  const host = hostname.replace(/^\[(.*)\]$/u, "$1");
  if (isInside(host, allowed)) return undefined;
  return isIP(host) === 0
    ? "http:// would send the secret in clear: write https://"
    : `http:// would send the secret in clear: write https://, or add to vigie.yaml: network: { allowAddresses: ["${blockOf(host)}"] }`;
}

function offBecause(unset: readonly string[]): { readonly off?: string } {
  return unset.length === 0 ? {} : { off: notSet(unset) };
}

function secretOf(text: string): Secret {
  return new Secret(isUnset(text) ? "" : text.trim());
}
