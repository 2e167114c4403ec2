import { visibleText } from "./visible-text.ts";

/** No title is longer, tags included. */
const MAX_HTML = 1 << 16;

/** The tags that publishers put into titles; any other `<` is part of the words: `5 < 6`, `<Vivre> de Kurosawa`. */
const OTHER_ANGLE =
  /<(?!\/?(?:a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|wbr)(?=[\s/>]))/gi;

/** The words of a title that is HTML, or may be: RSS does not say, and publishers do both. */
export function titleText(html: string): string {
  const source = html.slice(0, MAX_HTML);
  return visibleText(source.includes("<") ? source.replace(OTHER_ANGLE, "&lt;") : source);
}
