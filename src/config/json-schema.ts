import { z } from "zod";
import { FEED_FILE } from "./feeds/feed-schema.ts";
import { GLOSSARY } from "./glossary.ts";
import { PAGE_MARKERS } from "./page-markers.ts";
import { PROFILE } from "./profiles/profile-schema.ts";
import { SETTINGS } from "./settings/settings-schema.ts";
import { TRACKING_PARAMS } from "./tracking-params.ts";

/**
 * The JSON Schema of the configuration, for completion and checks in an editor. One document serves every file: it
 * tells them apart by their keys, since not every editor follows a reference into a part of a schema. It says what may
 * be written; `loadConfig` checks more than a schema can say.
 */
export function jsonSchema(): Record<string, unknown> {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $comment: "Made by `vigie schema` from src/config. Do not edit.",
    title: "The configuration of vigie",
    ...choice(
      "feeds",
      "feeds",
      choice(
        "concepts",
        "profile",
        choice(
          "query",
          "profile",
          choice(
            "parameters",
            "tracking-params",
            choice("pairs", "glossary", choice("markers", "page-markers", SETTINGS_REF)),
          ),
        ),
      ),
    ),
    $defs: {
      settings: { title: "vigie.yaml", ...inputSchema(z.strictObject(SETTINGS)) },
      feeds: { title: "feeds.yaml", ...inputSchema(FEED_FILE) },
      profile: { title: "profiles/*.yaml", ...inputSchema(PROFILE) },
      "tracking-params": { title: "tracking-params.yaml", ...inputSchema(TRACKING_PARAMS) },
      glossary: { title: "glossary.yaml", ...inputSchema(GLOSSARY) },
      "page-markers": { title: "page-markers.yaml", ...inputSchema(PAGE_MARKERS) },
    },
  };
}

const SETTINGS_REF = { $ref: "#/$defs/settings" };

/** A file that has this key is of this kind. */
function choice(key: string, definition: string, otherwise: object): object {
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema has this word for it
  return { if: { required: [key] }, then: { $ref: `#/$defs/${definition}` }, else: otherwise };
}

/** What a file may hold, before defaults and units are applied. The language server for YAML reads draft 7. */
function inputSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
  return rest;
}
