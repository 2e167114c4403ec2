import { isPlainText } from "../yaml/plain-entry.ts";

/** A feed as it is to stand in `feeds.yaml`: its keys and values, absent when they are not written. */
export interface FeedDraft {
  readonly url: string;
  readonly name?: string;
  readonly id?: string;
  readonly every?: string;
  readonly language?: string;
  readonly tags?: readonly string[];
}

/** `url: https://example.org/feed`, one line for each key that is given, in the order of the documentation. */
export function blockLines(draft: FeedDraft): readonly string[] {
  const fields = [
    ["url", draft.url],
    ["name", draft.name],
    ["id", draft.id],
    ["every", draft.every],
    ["language", draft.language],
  ] as const;
  return [
    ...fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${yamlText(value)}`])),
    ...(draft.tags === undefined ? [] : [`tags: [${draft.tags.map(yamlText).join(", ")}]`]),
  ];
}

/** `{ url: https://example.org/feed, name: Example }` */
export function flowText(draft: FeedDraft): string {
  return `{ ${blockLines(draft).join(", ")} }`;
}

/** A text as it is when YAML reads the same back from it, in a list in brackets too; else in double quotes, as in JSON. */
function yamlText(text: string): string {
  return PLAIN.test(text) && isPlainText(text) ? text : JSON.stringify(text);
}

const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}./_?&=%+~'’–—-]| (?=[^ ])|:(?=[^ ]))*$/u;
