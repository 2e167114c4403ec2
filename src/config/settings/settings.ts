import { z } from "zod";
import type { Config, Destination } from "../../model/config.ts";
import { check, type Section, within } from "../check/check.ts";
import { DESTINATION } from "./destination-schema.ts";
import { type Surroundings, toDestination } from "./destinations.ts";
import { didYouMean } from "../check/did-you-mean.ts";
import { ID } from "../check/formats.ts";
import { isLoopback } from "./listen.ts";
import { readMail } from "./mail.ts";
import { readNotices } from "./notices.ts";
import type { Path } from "../problems.ts";
import { SETTINGS } from "./settings-schema.ts";
import { strictMap } from "../check/strict-map.ts";
import { unknownKey } from "../check/unknown-key.ts";
import type { UnsetVariable } from "../files/variables.ts";
import { readWebSub } from "./websub.ts";

/** What `vigie.yaml` says. */
export type Settings = Omit<Config, "trackingParams" | "feeds" | "profiles">;

export interface SettingsRead {
  /** Fit for use when nothing was reported as an error; until then fit for checking the other files against. */
  readonly settings: Settings;
  /** Every destination that the file names, whether or not it is sound. */
  readonly destinationIds: readonly string[];
}

/** What an unset variable means in `vigie.yaml`; nothing where it is an error. */
export function whenUnset(path: Path): string | undefined {
  if (path[0] === "destinations" && path.length > 2) return "this destination is off";
  if (path[0] === "websub" && path[1] !== "listen" && path.length > 1)
    return "feeds are polled only, and no hub is asked";
  return path[0] === "mail" && path.length > 1 ? "no mail is sent" : undefined;
}

/** Reads the values of `vigie.yaml`, each part on its own so that a fault in one hides none in another. */
export function readSettings(root: Section, unset: readonly UnsetVariable[]): SettingsRead {
  check(ROOT, root);
  // The default stands in for a faulty part: the whole is refused later, and the rest is still checked.
  const part = <T>(key: string, schema: z.ZodType<T>): T =>
    check(schema, within(root, key)) ?? schema.parse(undefined);
  const language = part("language", SETTINGS.language);
  const timezone = part("timezone", SETTINGS.timezone);
  const network = part("network", SETTINGS.network);
  const listen = part("console", SETTINGS.console);
  if (listen !== "off") warnOfOpenConsole(root, listen.host);
  const mail = readMail(within(root, "mail"), unset);
  const websub = readWebSub(within(root, "websub"), unset);
  const around = { language, timezone, allowAddresses: network.allowAddresses, mail: mail.state };
  const destinationIds = namesOf(within(root, "destinations").value);
  return {
    destinationIds,
    settings: {
      language,
      timezone,
      store: part("store", SETTINGS.store),
      poll: part("poll", SETTINGS.poll),
      network,
      destinations: readDestinations(within(root, "destinations"), unset, around),
      notices: readNotices(root, destinationIds),
      outbox: part("outbox", SETTINGS.outbox),
      ...(mail.config === undefined ? {} : { mail: mail.config }),
      ...(listen === "off" ? {} : { console: listen }),
      ...(websub === undefined ? {} : { websub }),
    },
  };
}

const ROOT = strictMap(Object.fromEntries(Object.keys(SETTINGS).map((key) => [key, z.unknown().optional()])));

function readDestinations(
  section: Section,
  unset: readonly UnsetVariable[],
  around: Surroundings,
): readonly Destination[] {
  check(DESTINATION_NAMES, section);
  return namesOf(section.value).flatMap((id) => {
    const place = within(section, id);
    const kind = kindMisspelt(place.value);
    if (kind !== undefined)
      place.report({ path: [...place.path, kind], message: unknownKey(kind, ["kind"]), at: "key" });
    const entry = kind === undefined ? check(DESTINATION, place) : undefined;
    if (entry === undefined) return [];
    const names = unset
      .filter(({ path }) => path[0] === "destinations" && path[1] === id)
      .map(({ name }) => name);
    const report = (path: Path, message: string): void => {
      const at = path.length === 0 ? ({ at: "key" } as const) : {};
      place.report({ path: [...place.path, ...path], message, ...at });
    };
    return [toDestination({ id, entry, unset: names, report }, around)];
  });
}

const DESTINATION_NAMES = z.record(ID, z.unknown()).prefault({});

/** Without its kind nothing else about a destination can be judged: the slip is told, not that the kind is missing. */
function kindMisspelt(destination: unknown): string | undefined {
  const keys = namesOf(destination);
  return keys.includes("kind") ? undefined : keys.find((key) => didYouMean(key, ["kind"]) !== undefined);
}

function namesOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function warnOfOpenConsole(root: Section, host: string): void {
  if (isLoopback(host)) return;
  const message =
    "everybody who can reach this address can read this page, since it has no accounts yet: use 127.0.0.1 and a tunnel";
  root.report({ path: ["console", "listen"], message, severity: "warning" });
}
