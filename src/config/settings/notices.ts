import { check, type Section, within } from "../check/check.ts";
import { didYouMean } from "../check/did-you-mean.ts";
import { SETTINGS } from "./settings-schema.ts";
import { isUnset } from "../files/variables.ts";

/**
 * Reads `notices:` of `vigie.yaml`, given as a whole. Each name must be that of a destination that sends at once: by the
 * hour of a digest the trouble may be over.
 */
export function readNotices(root: Section, destinationIds: readonly string[]): readonly string[] {
  const section = within(root, "notices");
  const names = check(SETTINGS.notices, section) ?? [];
  for (const [index, name] of names.entries()) {
    const problem = isUnset(name) ? undefined : problemOf(name, root, destinationIds);
    if (problem !== undefined) section.report({ path: [...section.path, index], message: problem });
  }
  return names;
}

function problemOf(name: string, root: Section, known: readonly string[]): string | undefined {
  if (!known.includes(name)) {
    const meant = didYouMean(name, known);
    const advice = meant === undefined ? `known: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`;
    return `no destination of this name; ${advice}`;
  }
  const { value: mode } = within(within(within(root, "destinations"), name), "mode");
  if (mode !== "digest") return undefined;
  return "is a digest, which comes at its own hour: name a Discord channel, or a mailing with mode: alert";
}
