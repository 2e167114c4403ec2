import { readWebPage } from "./web-page.ts";

/** How much of a page is looked through for what it is. */
const MAX_PAGE = 1 << 18;

/** Left by the walls of Cloudflare, Imperva, DataDome, HUMAN, Sucuri, AWS and Anubis, and by none of the pages behind. */
const WALL =
  /_cf_chl_opt|cf-browser-verification|Incapsula incident ID|captcha-delivery\.com|id=["']px-captcha|sucuri_cloudproxy|Sucuri WebSite Firewall|awsWafCookieDomainList|\.within\.website\/x\/cmd\/anubis/;
const WALL_TITLE =
  /^(?:just a moment\W*$|un instant\W*$|attention required\W+cloudflare|access (?:to this page has been )?denied|ddos-guard|pardon our interruption|making sure you\W?re not a bot|request unsuccessful)|checking your browser|are you (?:a )?(?:human|robot)|(?:human|security|bot) verification|verify(?:ing)? (?:that )?you(?:\W?re| are)/i;

const PASSWORD = /<input\s[^<>]{0,500}?type\s{0,9}=\s{0,9}["']?password\b/i;
const LOGIN = "log ?in|log ?on|sign ?in|connexion|se connecter|identification|authentification";
const LOGIN_TITLE = new RegExp(`^(?:${LOGIN})(?![\\p{L}-])|\\W\\s(?:${LOGIN})$`, "iu");

const ERROR_TITLE =
  /^(?:http )?(?:error|erreur|status)?\W{0,3}(?:4\d\d|5\d\d)(?!\d)(?:\W*$|\W*(?:error|erreur))|\b(?:not found|introuvable|non trouvée?|forbidden|bad gateway|gateway time-?out|internal server error|erreur interne|(?:service|temporarily) unavailable|service indisponible|too many requests|fatal error|database error)/iu;

/**
 * What a web page is that came instead of a feed, in a sentence for people: a wall against bots, a log-in, an error, or
 * a page, by its title, which is quoted cut short, and the feed that it advertises. `url` is the page's address.
 */
export function pageDetail(html: string, url: string): string {
  const { title = "", feed } = readWebPage(html, url);
  const start = html.slice(0, MAX_PAGE);
  const named = (what: string): string =>
    title === "" ? `${what}, not a feed` : `${what}, not a feed: “${shortened(title)}”`;
  if (WALL_TITLE.test(title) || WALL.test(start)) return named("a bot wall");
  // Many a page has a small log-in in its corner: one that advertises a feed is more than that.
  if (LOGIN_TITLE.test(title) || (feed === undefined && PASSWORD.test(start))) return named("a login page");
  const what = ERROR_TITLE.test(title) ? "an error page" : "a web page";
  return feed === undefined ? named(what) : `${named(what)}; it advertises ${feed}`;
}

/** At most 100 characters that cannot pass for the end of the quotation, nor turn the rest of the line around. */
export function shortened(text: string): string {
  const harmless = text
    .slice(0, 200)
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/[“”]/g, '"');
  return Array.from(harmless).slice(0, 100).join("");
}
