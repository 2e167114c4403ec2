/** An element that pages have beside their article, and what is known of it so far. */
export interface Furniture {
  /** As the log names it: `<nav>`, `class «related-posts»`. */
  readonly detail: string;
  readonly within: Furniture | undefined;
  /** Its name says so, not its kind: pages also name what holds everything after one thing in it. */
  readonly isNamed: boolean;
  readonly isComments: boolean;
  /** A headline, or the main part, stands in it: so it is no furniture. */
  holdsArticle: boolean;
  /** Words of text in it. */
  words: number;
}

const ELEMENTS: ReadonlySet<string> = new Set(
  "nav footer aside dialog menu noscript button select textarea".split(" "),
);
/** Elements that also hold whole pages. */
const DOUBTFUL: ReadonlySet<string> = new Set(["header", "form"]);
const ROLES: ReadonlySet<string> = new Set(
  "navigation contentinfo complementary search dialog alertdialog menu menubar toolbar".split(" "),
);
const COMMENTS: ReadonlySet<string> = new Set(
  "comment comments commentlist commentaire commentaires disqus respond reply replies".split(" "),
);
const NAMES: ReadonlySet<string> = new Set(
  (
    "newsletter newsletters signup related recommended recommendation recommendations share sharing sharebar social sidebar " +
    "breadcrumb breadcrumbs cookie cookies consent gdpr ad ads advert adverts advertisement promo sponsored popular trending " +
    "menu nav navbar navigation footer pagination popup modal outbrain taboola"
  ).split(" "),
);
/** Names that begin so say what a page has somewhere, or what an article is about. */
const NOT_OF_ITSELF: ReadonlySet<string> = new Set(
  "no not has with without is hide category tag tags topic type format".split(" "),
);
/** These are the page, or its article: what they are named after is inside. */
const NEVER: ReadonlySet<string> = new Set(["html", "body", "main", "article"]);
const WORD_BORDER = /[-_]+|(?<=[a-z])(?=[A-Z])/;

/** What an opening element is when it is no part of an article; `inArticle` when one is open around it. */
export function furnitureOf(
  name: string,
  attributes: Readonly<Partial<Record<string, string>>>,
  { within, inArticle }: { readonly within: Furniture | undefined; readonly inArticle: boolean },
): Furniture | undefined {
  const found = byKind(name, attributes, inArticle) ?? byName(name, attributes);
  return found && { isNamed: false, isComments: false, ...found, within, holdsArticle: false, words: 0 };
}

type Found = Pick<Furniture, "detail"> & Partial<Pick<Furniture, "isNamed" | "isComments">>;

function byKind(
  name: string,
  { role = "", hidden }: Readonly<Partial<Record<string, string>>>,
  inArticle: boolean,
): Found | undefined {
  if (ELEMENTS.has(name)) return { detail: `<${name}>` };
  if (DOUBTFUL.has(name) && !(name === "header" && inArticle)) return { detail: `<${name}>`, isNamed: true };
  if (hidden !== undefined) return { detail: "hidden" };
  return ROLES.has(role) ? { detail: `role «${role}»` } : undefined;
}

function byName(
  name: string,
  { id = "", class: classes = "" }: Readonly<Partial<Record<string, string>>>,
): Found | undefined {
  if (NEVER.has(name) && !(name === "article" && isNamedAfter(classes, COMMENTS))) return undefined;
  for (const [attribute, tokens] of [
    ["id", id.split(/\s+/)],
    ["class", classes.split(/\s+/)],
  ] as const) {
    for (const token of tokens) {
      const isComments = isNamedAfter(token, COMMENTS);
      if (!isComments && !isNamedAfter(token, NAMES)) continue;
      return { detail: `${attribute} «${token}»`, isNamed: true, isComments };
    }
  }
  return undefined;
}

/** The outermost element around a line that is furniture indeed, on a page of so many words. */
export function realFurniture(innermost: Furniture | undefined, pageWords: number): Furniture | undefined {
  let found: Furniture | undefined;
  for (let at = innermost; at !== undefined; at = at.within) {
    const isMost = !at.isComments && at.words * 2 > pageWords;
    if (!at.isNamed || !(at.holdsArticle || isMost)) found = at;
  }
  return found;
}

/** Names such as `related-posts`, `post__share` and `siteMenu` are after their first or last word. */
function isNamedAfter(names: string, words: ReadonlySet<string>): boolean {
  return names.split(/\s+/).some((token) => {
    const parts = token.split(WORD_BORDER).map((part) => part.toLowerCase());
    const [first = "", last = ""] = [parts[0], parts.at(-1)];
    return !NOT_OF_ITSELF.has(first) && (words.has(first) || words.has(last));
  });
}
