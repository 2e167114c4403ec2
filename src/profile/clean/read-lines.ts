import type { SourceText } from "./clean.ts";
import type { DroppedLine } from "./document.ts";
import { type Line, type Paragraph, readLine, readParagraph } from "./line.ts";
import type { MarkerIndex } from "./marker-index.ts";

const LINE_END = /\r\n|[\n\r\u2028\u2029]/u;
/** Lines of wrapped text are between these, but for the last one of a paragraph. */
const WRAPPED = { least: 45, most: 110 };
/** A text is wrapped by the look of its first lines, and if so many of them go on on the next. */
const SAMPLE = 20;
const LEAST_WRAPPED = 0.3;
const GOES_ON = /^\p{Ll}/u;
const SENTENCE_END = /[.!?…]["'»”’)\]]*$/u;

/** The lines of a text of which something can be seen; those apart that its markup had said are no part of the article. */
export function readLines(
  { text, furniture }: Pick<SourceText, "text" | "furniture">,
  markers: MarkerIndex,
): { readonly lines: readonly Line[]; readonly dropped: readonly DroppedLine[] } {
  const written = text.split(LINE_END).map((line) => line.trim());
  const paragraphs = isWrapped(written) ? paragraphsOf(written) : [];
  const lines: Line[] = [];
  const dropped: DroppedLine[] = [];
  for (const [index, line] of written.entries()) {
    if (line === "") continue;
    const element = furniture?.get(index + 1);
    if (element === undefined) lines.push(readLine(index + 1, line, markers, paragraphs[index]));
    else dropped.push({ number: index + 1, text: line, reason: "furniture", detail: element });
  }
  return { lines, dropped };
}

function isWrapped(lines: readonly string[]): boolean {
  const pairs: (readonly [line: string, next: string])[] = [];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? "";
    if (line !== "" && next !== "") pairs.push([line, next]);
    if (pairs.length === SAMPLE) break;
  }
  if (pairs.some(([line]) => line.length > WRAPPED.most)) return false;
  const wrapped = pairs.filter(
    ([line, next]) => isFull(line) && !SENTENCE_END.test(line) && GOES_ON.test(next),
  );
  return wrapped.length > 0 && wrapped.length >= pairs.length * LEAST_WRAPPED;
}

/** For each line the whole paragraph that it is a line of. */
function paragraphsOf(lines: readonly string[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const goesOn = isFull(line) && (lines[index + 1] ?? "") !== "";
    if (goesOn) continue;
    const paragraph = readParagraph(lines.slice(start, index + 1).join(" "));
    for (; start <= index; start += 1) paragraphs[start] = paragraph;
  }
  return paragraphs;
}

function isFull(line: string): boolean {
  return line.length >= WRAPPED.least;
}
