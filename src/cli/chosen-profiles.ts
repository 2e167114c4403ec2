import { didYouMean } from "../config/check/did-you-mean.ts";
import type { WrittenProfile } from "../config/profiles/profiles.ts";
import type { LoadedConfig } from "./command.ts";
import type { Io } from "./io.ts";

/** The profile with this id, or all of them without one; says when there is none. */
export function chosenProfiles(
  { written }: LoadedConfig,
  id: string | undefined,
  io: Io,
): readonly WrittenProfile[] {
  const chosen = id === undefined ? written : written.filter(({ profile }) => profile.id === id);
  if (chosen.length > 0) return chosen;
  const known = written.map(({ profile }) => profile.id);
  const meant = id === undefined ? undefined : didYouMean(id, known);
  io.err(
    id === undefined
      ? "There is no profile: write one into profiles/."
      : `No profile has the id "${id}"; ${meant === undefined ? `there are: ${known.join(", ") || "none"}` : `did you mean "${meant}"?`}`,
  );
  return [];
}
