import type { JSX } from "hono/jsx/jsx-runtime";

type Range = readonly [start: number, end: number];

/** Text with its hits set off. Ranges that overlap, run backwards or leave the text are put right or left out. */
export function Marked({ text, marks }: { text: string; marks: readonly Range[] }): JSX.Element {
  return <>{pieces(text, marks).map((piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text))}</>;
}

function pieces(text: string, marks: readonly Range[]): readonly { text: string; marked: boolean }[] {
  const cut: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    const from = Math.max(at, start);
    const to = Math.min(end, text.length);
    if (from >= to) continue;
    cut.push({ text: text.slice(at, from), marked: false }, { text: text.slice(from, to), marked: true });
    at = to;
  }
  cut.push({ text: text.slice(at), marked: false });
  return cut.filter((piece) => piece.text !== "");
}
