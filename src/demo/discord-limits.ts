/** Where a body breaks one of Discord's documented limits: the path of the value, the code and the sentence. */
export interface FormError {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

const MAX_EMBEDS = 10;
const MAX_FIELDS = 25;
const MAX_CHARACTERS = 6000;
const MAX_CONTENT = 2000;
const MAX_NONCE = 25;

type Path = readonly string[];
type Json = Readonly<Record<string, unknown>>;

/** ISO 8601 as Discord takes it: `2026-03-02T09:00:00Z`. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The limits of a message that Discord documents, checked on UTF-16 units, which are never fewer than Discord's own
 * count: https://discord.com/developers/docs/resources/message#embed-object-embed-limits
 */
export function formErrors(body: Json): readonly FormError[] {
  const embeds = listOf(body["embeds"]);
  const nonce = body["nonce"];
  return [
    ...longer(["content"], body["content"], MAX_CONTENT),
    ...(embeds.length > MAX_EMBEDS ? [tooMany(["embeds"], MAX_EMBEDS)] : []),
    ...embeds.flatMap((embed, index) => embedErrors(["embeds", String(index)], embed)),
    ...sumErrors(embeds),
    ...(typeof nonce === "string" ? longer(["nonce"], nonce, MAX_NONCE) : []),
  ];
}

/** Whether a message shows nothing at all, which Discord refuses with a code of its own. */
export function isEmptyMessage(body: Json): boolean {
  const content = body["content"];
  const shown = listOf(body["embeds"]).filter((embed) => textsOf(embed).some((text) => text.trim() !== ""));
  return !(typeof content === "string" && content.trim() !== "") && shown.length === 0;
}

function embedErrors(path: Path, embed: Json): readonly FormError[] {
  const fields = listOf(embed["fields"]);
  return [
    ...longer([...path, "title"], embed["title"], 256),
    ...longer([...path, "description"], embed["description"], 4096),
    ...longer([...path, "author", "name"], objectOf(embed["author"])["name"], 256),
    ...longer([...path, "footer", "text"], objectOf(embed["footer"])["text"], 2048),
    ...(fields.length > MAX_FIELDS ? [tooMany([...path, "fields"], MAX_FIELDS)] : []),
    ...fields.flatMap((field, index) => fieldErrors([...path, "fields", String(index)], field)),
    ...urlErrors([...path, "url"], embed["url"]),
    ...timestampErrors([...path, "timestamp"], embed["timestamp"]),
    ...colourErrors([...path, "color"], embed["color"]),
  ];
}

function fieldErrors(path: Path, field: Json): readonly FormError[] {
  return [
    ...required([...path, "name"], field["name"]),
    ...longer([...path, "name"], field["name"], 256),
    ...required([...path, "value"], field["value"]),
    ...longer([...path, "value"], field["value"], 1024),
  ];
}

function sumErrors(embeds: readonly Json[]): readonly FormError[] {
  const sum = embeds.flatMap(textsOf).reduce((total, text) => total + text.length, 0);
  if (sum <= MAX_CHARACTERS) return [];
  const message = `Embed size exceeds maximum size of ${MAX_CHARACTERS}`;
  return [{ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message }];
}

/** The texts that count towards the limit over all embeds. */
function textsOf(embed: Json): readonly string[] {
  const fields = listOf(embed["fields"]).flatMap((field) => [field["name"], field["value"]]);
  const author = objectOf(embed["author"])["name"];
  const footer = objectOf(embed["footer"])["text"];
  return [embed["title"], embed["description"], author, footer, ...fields].filter(
    (text) => typeof text === "string",
  );
}

function longer(path: Path, value: unknown, limit: number): readonly FormError[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string") return [{ path, code: "STRING_TYPE_CONVERT", message: "Must be a string." }];
  if (value.trim().length <= limit) return [];
  return [{ path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${limit} or fewer in length.` }];
}

function required(path: Path, value: unknown): readonly FormError[] {
  if (typeof value === "string" && value.trim() !== "") return [];
  return [{ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }];
}

function tooMany(path: Path, limit: number): FormError {
  return { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${limit} or fewer in length.` };
}

function urlErrors(path: Path, value: unknown): readonly FormError[] {
  if (value === undefined) return [];
  if (typeof value === "string" && value.length <= 2048 && /^https?:\/\/[^\s/]/.test(value)) return [];
  return [{ path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }];
}

function timestampErrors(path: Path, value: unknown): readonly FormError[] {
  if (value === undefined || (typeof value === "string" && ISO_TIME.test(value))) return [];
  return [{ path, code: "DATE_TIME_TYPE_PARSE", message: "Could not parse. Should be ISO8601." }];
}

function colourErrors(path: Path, value: unknown): readonly FormError[] {
  if (value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffffff))
    return [];
  return [{ path, code: "NUMBER_TYPE_MAX", message: "int value should be between 0 and 16777215." }];
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
