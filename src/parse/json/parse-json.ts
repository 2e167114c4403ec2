import type { RepairTally } from "../repair-tally.ts";

/** A number that a program reads inexactly, at the place of a value. */
const LONG_NUMBER = /[:,[]\s*-?\d{16}/;
/** What the text must be read for: strings, and what is to be written otherwise in them or between them. */
const PARTS = /\\[^]|"|[^ -\uffff]|,(?=\s*[\]}])|-?\d[\d.eE+-]*/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * What a JSON text holds, undefined when it is none. Integers of 16 digits and more become texts: as numbers
 * 115000000000000001 and 115000000000000002 are one, and so would be the items that they name. Commas at the end of a
 * list and raw line ends in a text are read as they were meant, and counted in `repairs`.
 */
export function parseJson(text: string, repairs?: RepairTally): unknown {
  if (LONG_NUMBER.test(text)) return read(strictly(text, repairs));
  return read(text) ?? read(strictly(text, repairs));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON.
  }
}

/** The same text as the format wants it. */
function strictly(text: string, repairs: RepairTally | undefined): string {
  const pieces: string[] = [];
  let from = 0;
  let inString = false;
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    if (part === '"') inString = !inString;
    const written = inString ? inText(part) : betweenTexts(part);
    if (written === part) continue;
    if (!LONG_INTEGER.test(part)) repairs?.add("json");
    pieces.push(text.slice(from, index), written);
    from = index + part.length;
  }
  return pieces.join("") + text.slice(from);
}

function inText(part: string): string {
  return part < " " ? JSON.stringify(part).slice(1, -1) : part;
}

function betweenTexts(part: string): string {
  if (part === ",") return "";
  return LONG_INTEGER.test(part) ? `"${part}"` : part;
}
