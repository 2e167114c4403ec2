import { isMap, isSeq, type Node, parseDocument } from "yaml";
import type { Exclude, Profile } from "../../model/profile.ts";
import type { ReviewSheet, SheetConcept, SheetTerm } from "../../model/review.ts";
import { blockLines, commentsAbove } from "./block-lines.ts";
import { keyOf, locate } from "../yaml/locate.ts";
import type { Path } from "../problems.ts";

/** A profile's text as a review goes through it: its open questions, its terms, the comments above each; `profile` is what it says. */
export function reviewSheet(text: string, { concepts, exclude }: Profile): ReviewSheet {
  const body = text.replace(/^\uFEFF/u, "");
  const document = parseDocument(body, { uniqueKeys: false });
  const terms = (path: Path): readonly SheetTerm[] =>
    (["any", "exact"] as const).flatMap((list) =>
      termsIn(locate(document, [...path, list]).node, body, { path: [...path, list], list }),
    );
  const isWritten = (path: Path): boolean => isMap(locate(document, path).node);
  return {
    heading: headingOf(body),
    concepts: concepts.flatMap(({ id, role, weight, review, near, regex, query }): readonly SheetConcept[] =>
      isWritten(["concepts", id])
        ? [
            {
              id,
              role,
              weight,
              ...(review === undefined ? {} : { review }),
              terms: terms(["concepts", id]),
              hasMore: near.length + regex.length > 0 || query !== undefined,
            },
          ]
        : [],
    ),
    exclusions: exclude.map(({ review }: Exclude, place) => ({
      place,
      ...(review === undefined ? {} : { review }),
      terms: terms(["exclude", place]),
    })),
  };
}

interface ListPlace {
  readonly path: Path;
  readonly list: SheetTerm["list"];
}

function termsIn(node: Node | undefined, body: string, { path, list }: ListPlace): readonly SheetTerm[] {
  if (isMap<Node, Node | null>(node)) {
    // Lists by language.
    return node.items.flatMap(({ key, value }) =>
      termsIn(value ?? undefined, body, { path: [...path, keyOf(key) ?? ""], list }),
    );
  }
  if (!isSeq<Node>(node)) return [];
  return node.items.map((entry, index) => {
    const lines = node.flow === true ? undefined : blockLines(body, entry.range?.[0] ?? 0, entry);
    return {
      text: "value" in entry ? String(entry.value) : "",
      list,
      path: [...path, index],
      comments: lines === undefined ? [] : commentsAbove(body, lines),
    };
  });
}

/** From the list of documents on; above it stands what every draft says. */
function headingOf(body: string): readonly string[] {
  const head = /^(?:#.*\n)*/u.exec(body.replaceAll("\r\n", "\n"))?.[0] ?? "";
  const lines = head.split("\n").map((line) => line.replace(/^# ?/u, "").trim());
  const first = lines.findIndex((line) => /^\[\d+\] /u.test(line));
  return first === -1 ? [] : lines.slice(first).filter((line) => line !== "");
}
