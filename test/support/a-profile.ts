import type { Concept, Exclude, Profile } from "../../src/model/profile.ts";

/** A concept with role core, weight 60 and no terms, unless told otherwise. */
export function aConcept(id: string, concept: Partial<Concept> = {}): Concept {
  return { id, role: "core", weight: 60, any: [], exact: [], near: [], regex: [], ...concept };
}

/** An exclusion that takes everything, unless told otherwise. */
export function anExclusion(exclude: Partial<Exclude> = {}): Exclude {
  return { weight: 100, any: [], exact: [], ...exclude };
}

/** A profile about trams: `tram` is core (60), `mairie` is context (25). */
export function aProfile(profile: Partial<Profile> = {}): Profile {
  return {
    id: "trams",
    name: { fr: "Tramways", en: "Trams" },
    threshold: 50,
    destinations: ["researchers"],
    concepts: [
      aConcept("tram", { any: ["tramway", "tram"] }),
      aConcept("town", { role: "context", weight: 25, any: ["mairie", "city council"] }),
    ],
    exclude: [],
    require: [],
    boost: [],
    mute: [],
    tests: [],
    ...profile,
  };
}
