/** A Discord message as lines for a terminal: each embed with a bar along its side, as Discord draws it. */
export function postLines(body: Readonly<Record<string, unknown>>, columns: number): readonly string[] {
  return list(body["embeds"]).flatMap((embed) => {
    const paragraphs = [
      textOf(field(embed, "author"), "name"),
      textOf(embed, "title"),
      textOf(embed, "url"),
      textOf(embed, "description"),
      ...list(field(embed, "fields")).map((part) => `${textOf(part, "name")}\n${textOf(part, "value")}`),
      textOf(field(embed, "footer"), "text"),
    ];
    return paragraphs
      .filter((text) => text !== "")
      .flatMap((text) => wrapped(text, columns - 4).map((line) => `  ▎ ${line}`));
  });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === "string" ? found : "";
}

function wrapped(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(" ")) {
      const line = lines.at(-1) ?? "";
      if (line !== "" && line.length + word.length >= width) lines.push(word);
      else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
    }
    return lines;
  });
}
