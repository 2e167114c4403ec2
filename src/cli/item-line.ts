import type { Matchable } from "../model/item.ts";

/** An item as a line of JSON gives it: `{"id","title","summary","text"?,"url"?,"source"?,"lang"?}`. */
export interface ItemLine extends Matchable {
  readonly id: string;
}

/** Reads one line; undefined when it is not an object with some text. Unknown fields are ignored. */
export function readItemLine(line: string): ItemLine | undefined {
  const value = parsed(line);
  if (typeof value !== "object" || value === null) return undefined;
  const field = (name: string): string | undefined => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === "string" && found !== "" ? found : undefined;
  };
  // A microblog's entries have no titles.
  const [title, summary, body] = [field("title"), field("summary"), field("text")];
  if ([title, summary, body].every((text) => text === undefined)) return undefined;
  const [link, source, language] = [field("url"), field("source"), field("lang")];
  return {
    id: idIn(value),
    title: title ?? "",
    ...(summary === undefined ? {} : { summary }),
    ...(body === undefined ? {} : { body }),
    ...(link === undefined ? {} : { link }),
    ...(source === undefined ? {} : { source }),
    ...(language === undefined ? {} : { language }),
  };
}

function idIn(value: object): string {
  const id: unknown = Reflect.get(value, "id");
  return typeof id === "string" || typeof id === "number" ? String(id) : "";
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
