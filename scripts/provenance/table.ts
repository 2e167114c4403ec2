/** The lines of a table as Markdown. No cell may hold a bar; what breaks the lines of a cell becomes a space. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [rowOf(heads), `|${heads.map(() => "---").join("|")}|`, ...rows.map(rowOf)];
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("\n", " ")).join(" | ")} |`;
}
