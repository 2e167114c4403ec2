import type { NoticeWords, Remedy } from "./notice-words.ts";

/** French sets a narrow no-break space before `:` and `;`, and a no-break space inside its quotation marks. */
const THIN = "\u202F";
const OPEN = "«\u00A0";
const CLOSE = "\u00A0»";

const REMEDIES: Readonly<Record<Remedy, string>> = {
  access: `Le site écarte vigie${THIN}: il demande peut-être un mot de passe, ou refuse les robots. Son éditeur peut le dire${THIN}; ${OPEN}contact${CLOSE} sous ${OPEN}network${CLOSE} dans vigie.yaml lui indique à qui écrire.`,
  address:
    "La première ligne cherche où la source se trouve maintenant. Écrivez son adresse dans feeds.yaml avec cet id, pour que son historique reste le sien.",
  certificate: `Si l’autorité derrière le certificat est la vôtre, indiquez le fichier de son certificat sous ${OPEN}ca${CLOSE} dans l’entrée de la source, dans feeds.yaml. Tout autre défaut d’un certificat, c’est au site de le corriger. Pour relire ensuite, vigie étant arrêtée${THIN}:`,
  limit: `Cette limite est celle de vigie. Elle se règle dans vigie.yaml, sous ${OPEN}network${CLOSE}. Pour relire ensuite, vigie étant arrêtée${THIN}:`,
  wait: `Le plus souvent, cela passe tout seul. La première commande dit quand la source sera redemandée${THIN}; la seconde la relit tout de suite, vigie étant arrêtée.`,
};

export const NOTICE_WORDS_FR: NoticeWords = {
  heading: "Pour les opérateurs",
  status: { trouble: "En panne", good: "Rétabli", news: "À savoir" },
  doing: "Ce que fait vigie",
  advice: "Ce que vous pouvez faire",
  detail: "Détail",
  colon: `${THIN}:`,
  means: `Les destinations citées sous ${OPEN}notices${CLOSE} dans vigie.yaml sont prévenues une fois d’un changement, puis de sa fin.`,
  failing: (since, reason, remedy) => ({
    what: "lecture impossible",
    happened: `Rien d’utilisable n’est venu de cette source depuis le ${since}${THIN}: ${reason}.`,
    doing:
      "Elle continue à la demander, de moins en moins souvent, et vous préviendra quand la source sera revenue.",
    advice: REMEDIES[remedy],
  }),
  recovered: (since, at) => ({
    what: "de nouveau lisible",
    happened: `La lecture a été impossible du ${since} au ${at}.`,
    doing:
      "Elle lit la source comme avant. Ce qui a paru entre-temps et y figure encore est traité comme toute nouveauté.",
  }),
  gone: (at) => ({
    what: "source supprimée",
    happened: `L’éditeur dit que cette source n’existe plus (410 Gone, le ${at}).`,
    doing: "Elle ne la demande plus, tant que son adresse dans feeds.yaml reste la même.",
    advice: `La première ligne cherche si la source existe ailleurs. Si oui, écrivez sa nouvelle adresse dans feeds.yaml avec cet id${THIN}; sinon, la dernière ligne la retire de la liste.`,
  }),
  moved: () => ({
    what: "nouvelle adresse",
    happened: "L’éditeur renvoie définitivement cette source vers une autre adresse.",
    doing: "Elle y lit la source désormais, et se souvient de tout ce qu’elle a vu.",
    advice: `Écrivez ces lignes dans l’entrée de la source, dans feeds.yaml${THIN}: l’ancienne adresse peut cesser de répondre un jour.`,
  }),
  gap: (since, at) => ({
    what: "articles peut-être manqués",
    happened: `De ce que la dernière lecture avait vu (le ${since}), il ne restait rien dans la source (le ${at})${THIN}: des articles ont pu paraître et disparaître entre les deux.`,
    doing: "Elle a pris tout ce que la source contient maintenant, et la lira plus souvent pendant un temps.",
    advice: `Les archives du site montrent ce qui a paru dans l’intervalle. Un ${OPEN}every${CLOSE} plus court pour cette source, dans feeds.yaml, rend ces trous plus rares.`,
  }),
  renamed: (items) => ({
    what: "anciens articles renommés",
    happened: `Des articles antérieurs à la dernière lecture sont arrivés sous de nouveaux noms (la source en compte ${items})${THIN}: l’éditeur a sans doute refait son site.`,
    doing: "Elle les tient pour vus, et n’en a parlé à personne.",
    advice: `Parcourez la source une fois${THIN}: si une nouveauté s’y est glissée, elle n’a pas été signalée non plus.`,
  }),
  silent: (since) => ({
    what: "silence inhabituel",
    happened: `Rien de nouveau n’est venu de cette source depuis le ${since}, trois fois plus longtemps que jamais. Elle reste lisible.`,
    doing: "Elle continue à la demander, et vous préviendra à la première nouveauté.",
    advice: `Voyez le site${THIN}: s’il publie toujours, il a peut-être une autre source. ${REMEDIES.address}`,
  }),
  heard: (since, at) => ({
    what: "de nouveau des nouveautés",
    happened: `Rien de nouveau n’était venu de cette source du ${since} au ${at}.`,
    doing: "Elle a pris ce qui est nouveau.",
  }),
  empty: (since) => ({
    what: "source soudain vide",
    happened: `Depuis le ${since}, cette source ne contient plus aucun article, alors qu’elle en avait. Elle reste lisible.`,
    doing:
      "Elle continue à la demander, se souvient de tout ce qu’elle a vu, et vous préviendra quand la source aura de nouveau des articles.",
    advice: `Voyez le site${THIN}: s’il publie toujours, il a peut-être une autre source. ${REMEDIES.address}`,
  }),
  filled: (since, at) => ({
    what: "de nouveau des articles",
    happened: `La source est restée vide du ${since} au ${at}.`,
    doing:
      "Elle prend ce qu’elle n’a pas encore vu. Ce qui a paru et disparu entre-temps ne se trouve que sur le site.",
  }),
  offline: (since) => ({
    what: "hors ligne",
    happened: `Aucun serveur de source n’a pu être joint depuis le ${since}${THIN}: cette machine semble coupée du réseau.`,
    doing:
      "Elle n’en tient pas rigueur aux sources, continue d’essayer, et vous préviendra quand le réseau sera revenu.",
    advice: `Voyez le réseau de cette machine${THIN}: sa ligne, ses serveurs de noms, son pare-feu.`,
  }),
  online: (since, at) => ({
    what: "de nouveau en ligne",
    happened: `Le réseau est resté hors d’atteinte du ${since} au ${at}.`,
    doing:
      "Elle redemande les sources, l’une après l’autre. Une source où des articles ont pu manquer fera l’objet d’un avis à part.",
  }),
  destinationFailing: (since, held) => ({
    what: held ? "refuse tous les messages" : "hors d’atteinte",
    happened: `Aucun message n’est arrivé à cette destination depuis le ${since}.`,
    doing: `Elle garde tout ce qui attend, réessaie ${held ? "une fois par heure" : "un message à la fois"}, et vous préviendra quand les messages arriveront.`,
    advice: held
      ? `Voyez son entrée dans vigie.yaml${THIN}: un webhook ou un salon a pu être supprimé, un droit ou un mot de passe retiré. La première commande l’essaie${THIN}; la seconde montre ce qui attend.`
      : `Le plus souvent, cela passe tout seul. La première commande l’essaie${THIN}; la seconde montre ce qui attend.`,
  }),
  destinationRecovered: (since, at) => ({
    what: "reçoit de nouveau",
    happened: `Aucun message n’y est arrivé du ${since} au ${at}.`,
    doing: `Elle envoie ce qui attendait, lentement d’abord${THIN}; d’une longue file, tout sauf le plus récent vient en un seul récapitulatif.`,
  }),
  givenUp: (at) => ({
    what: "un message abandonné",
    happened: `Un message à cette destination a été refusé, ou essayé trop longtemps (le ${at}).`,
    doing:
      "Elle garde ce message 30 jours et continue avec les autres. Elle n’en parle qu’une fois par jour.",
    advice: `La première commande montre ce qui a été abandonné, et pourquoi. La seconde renvoie un de ces messages, vigie étant arrêtée.`,
  }),
};
