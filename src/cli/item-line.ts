import type { Matchable } from "../model/item.ts";

/** An item as a line of JSON gives it: `{"id","title","summary","text"?,"url"?,"lang"?}`. */
export interface ItemLine extends Matchable {
  readonly id: string;
  readonly url?: string;
}

/** Reads one line; undefined when it is not an object with a title. Unknown fields are ignored. */
export function readItemLine(line: string): ItemLine | undefined {
  const value = parsed(line);
  if (typeof value !== "object" || value === null) return undefined;
  const field = (name: string): string | undefined => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === "string" && found !== "" ? found : undefined;
  };
  const title = field("title");
  if (title === undefined) return undefined;
  const id: unknown = Reflect.get(value, "id");
  const [summary, body, url, language] = [field("summary"), field("text"), field("url"), field("lang")];
  return {
    id: typeof id === "number" ? String(id) : (field("id") ?? ""),
    title,
    ...(summary === undefined ? {} : { summary }),
    ...(body === undefined ? {} : { body }),
    ...(url === undefined ? {} : { url }),
    ...(language === undefined ? {} : { language }),
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
