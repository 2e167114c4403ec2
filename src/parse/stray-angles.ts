/** A `<` that can start no tag. Before white space the parser takes it for text by itself. */
const STRAY = /<[^\p{L}_:/!?\s<]|<</u;
const PARTS = /<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)|<(?![\p{L}_:/!?\s])/gu;

/** Escapes what only looks like a tag (`<3`, `<5 %`) outside CDATA and comments, where the parser would swallow it. */
export function escapeStrayAngles(markup: string): string {
  if (!STRAY.test(markup)) return markup;
  return markup.replace(PARTS, (part) => (part === "<" ? "&lt;" : part));
}
