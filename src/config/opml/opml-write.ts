import { escapeUTF8 } from "entities";
import type { Feed } from "../../model/feed.ts";

/**
 * The feeds as an OPML 2.0 document (opml.org/spec2.opml), one folder for each first tag in the order of the file, then
 * the feeds without any. The tags as a whole stand in `category`, so that they come back when the document is read.
 */
export function writeOpml(feeds: readonly Feed[]): string {
  const folders = new Map<string, Feed[]>();
  for (const feed of feeds) {
    const [folder] = feed.tags;
    if (folder === undefined) continue;
    const members = folders.get(folder) ?? [];
    members.push(feed);
    folders.set(folder, members);
  }
  const lines: string[] = [];
  for (const [folder, members] of folders) {
    lines.push(`    <outline text="${escaped(folder)}">`);
    for (const feed of members) lines.push(`      ${outline(feed)}`);
    lines.push("    </outline>");
  }
  const loose = feeds.filter(({ tags }) => tags.length === 0).map((feed) => `    ${outline(feed)}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    "  <head><title>vigie</title></head>",
    "  <body>",
    ...lines,
    ...loose,
    "  </body>",
    "</opml>",
  ].join("\n");
}

function outline({ name, url, language, tags }: Feed): string {
  // A comma parts categories, so a tag with one lives on as a folder only.
  const categories = tags.filter((tag) => !tag.includes(","));
  const attributes = [
    ["type", "rss"],
    ["text", name],
    ["title", name],
    ["xmlUrl", url],
    ...(language === undefined ? [] : [["language", language]]),
    ...(categories.length === 0 ? [] : [["category", categories.join(",")]]),
  ];
  return `<outline ${attributes.map(([key, value = ""]) => `${key}="${escaped(value)}"`).join(" ")} />`;
}

/** Without what XML 1.0 cannot hold. */
function escaped(text: string): string {
  return escapeUTF8(text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, " "));
}
