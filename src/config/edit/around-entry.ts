import { cutList } from "../yaml/cut-list.ts";

/** A text as an edit leaves it. */
export type Edited =
  | { readonly kind: "edited"; readonly text: string }
  /** A sentence for the operator, who has to make this edit by hand. */
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Edits a list of `feeds.yaml` around one of its entries: `edit` is given a list of that entry and its neighbours, and
 * the index that it has there, and the rest is not looked at. What is no list that can be cut is given as a whole. The
 * index -1 stands for the last entry.
 */
export function aroundEntry(
  text: string,
  index: number,
  edit: (part: string, index: number) => Edited,
): Edited {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const body = text.slice(mark.length);
  const list = cutList(body);
  const entries = list.kind === "list" ? list.entries : [];
  const focus = index < 0 ? entries.length + index : index;
  const first = Math.max(0, focus - 1);
  const start = entries[first]?.start;
  if (list.kind === "uncut" || start === undefined) return between(mark, edit(body, index), "");
  const end = entries[focus + 1]?.end ?? body.length;
  // The first entry has the head of the list with it.
  const head = first === 0 ? "" : `${list.key}:\n`;
  const edited = edit(head + body.slice(start, end), focus - first);
  return between(mark + body.slice(0, start), withoutHead(edited, head), body.slice(end));
}

function between(before: string, edited: Edited, after: string): Edited {
  return edited.kind === "refused" ? edited : { kind: "edited", text: before + edited.text + after };
}

function withoutHead(edited: Edited, head: string): Edited {
  return edited.kind === "refused" ? edited : { kind: "edited", text: edited.text.slice(head.length) };
}
