/**
 * Text from outside, made fit for a terminal: one line, without control characters, so that a feed's title cannot move
 * the cursor or colour the screen.
 */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
}

/** Cut to `width` characters with an ellipsis. */
export function clip(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join("")}…`;
}

/** Rows under headings, columns as wide as their widest cell; the last one is clipped to the terminal. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): string[] {
  const cells = [headings, ...rows].map((row) => row.map(plain));
  const widths = headings.map((_, i) =>
    cells.reduce((widest, row) => Math.max(widest, lengthOf(row[i] ?? "")), 0),
  );
  return cells.map((row) =>
    clip(
      row
        .map((cell, i) =>
          i === row.length - 1 ? cell : cell + " ".repeat((widths[i] ?? 0) - lengthOf(cell)),
        )
        .join("  "),
      Math.max(40, columns),
    ),
  );
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** A text on as many lines as it needs, broken at spaces, each indented and no wider than the terminal. */
export function wrapped(text: string, columns: number, indent: number): string[] {
  const width = Math.max(40, columns);
  const lines: string[] = [];
  for (const word of plain(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${" ".repeat(indent)}${word}`);
  }
  return lines;
}

/** Words joined by `, ` on as many lines as they need, each indented and no wider than the terminal. */
export function listed(words: readonly string[], columns: number, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [index, word] of words.entries()) {
    const next = index === words.length - 1 ? plain(word) : `${plain(word)},`;
    if (line !== "" && indent + lengthOf(line) + 1 + lengthOf(next) > columns) {
      lines.push(line);
      line = next;
    } else line = line === "" ? next : `${line} ${next}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((each) => clip(`${" ".repeat(indent)}${each}`, Math.max(40, columns)));
}
