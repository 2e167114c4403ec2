import type { FeedErrorKind } from "./feed.ts";
import type { Language, LocalisedText } from "./profile.ts";

type NamedKind = Exclude<FeedErrorKind, `http-${number}`>;

const NAMED: Readonly<Record<NamedKind, LocalisedText>> = {
  timeout: { fr: "le serveur n’a pas répondu à temps", en: "the server did not answer in time" },
  "too-large": { fr: "le document dépasse la taille permise", en: "the document is larger than allowed" },
  "blocked-address": {
    fr: "l’adresse mène à un réseau privé, qui n’est pas permis",
    en: "the address leads to a private network, which is not allowed",
  },
  scheme: { fr: "l’adresse n’est ni http ni https", en: "the address is neither http nor https" },
  redirect: { fr: "les redirections ne mènent nulle part", en: "the redirects lead nowhere" },
  tls: { fr: "la connexion sécurisée est refusée ou invalide", en: "the secure connection fails" },
  dns: { fr: "le nom du serveur est introuvable", en: "the server’s name cannot be found" },
  connect: { fr: "le serveur est injoignable", en: "the server cannot be reached" },
  parse: { fr: "le document n’est pas un flux lisible", en: "the document is not a readable feed" },
  html: { fr: "une page web est arrivée à la place du flux", en: "a web page came instead of a feed" },
  encoding: { fr: "l’encodage du texte est illisible", en: "the text’s encoding cannot be read" },
  "rate-limited": { fr: "le serveur demande d’attendre", en: "the server asks us to wait" },
  gone: { fr: "l’éditeur dit que la source n’existe plus", en: "the publisher says the feed is gone" },
};

/** Why a feed cannot be read, as the end of a sentence: `the server did not answer in time`. */
export function feedProblem(kind: FeedErrorKind, language: Language): string {
  return isNamed(kind) ? NAMED[kind][language] : httpProblem(Number(kind.slice("http-".length)), language);
}

function isNamed(kind: FeedErrorKind): kind is NamedKind {
  return Object.hasOwn(NAMED, kind);
}

/** What a status says about who must act (RFC 9110 §15): the reader of the feed, its address, or its server. */
function httpProblem(status: number, language: Language): string {
  if (status === 401 || status === 403) {
    return { fr: `le serveur nous refuse l’accès (${status})`, en: `the server refuses us (${status})` }[
      language
    ];
  }
  if (status === 404) {
    return { fr: "rien ne se trouve à cette adresse (404)", en: "nothing is at this address (404)" }[
      language
    ];
  }
  if (status >= 500) {
    return { fr: `le serveur est en panne (${status})`, en: `the server is ill (${status})` }[language];
  }
  return { fr: `le serveur a répondu ${status}`, en: `the server answered ${status}` }[language];
}
