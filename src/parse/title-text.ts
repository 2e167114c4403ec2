import { visibleText } from "./visible-text.ts";

/** The tags that publishers put into titles; any other `<` is part of the words: `5 < 6`, `<Vivre> de Kurosawa`. */
const OTHER_ANGLE =
  /<(?!\/?(?:a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|wbr)(?=[\s/>]))/gi;

/** The words of a title that is HTML, or may be: RSS does not say, and publishers do both. */
export function titleText(html: string): string {
  return visibleText(html.includes("<") ? html.replace(OTHER_ANGLE, "&lt;") : html);
}
