import type { Words } from "./words.ts";

/** The console in French. A narrow no-break space (U+202F) stands before high punctuation. */
export const wordsFr: Words = {
  title: "Journal de veille",
  tagline: "la vigie des nouvelles",
  skip: "Aller au contenu",
  pages: "Sur cette page",
  languages: "Langue",
  refresh: "Actualiser",
  asOf: "État au",
  lookout: { ready: "En veille", notReady: "Veille interrompue" },

  alerts: "Alertes",
  feeds: "Sources",
  destinations: "Destinations",
  watch: "La veille",
  alertCount: (count) => counted(count, "alerte", "alertes"),
  feedCount: (count) => counted(count, "source", "sources"),
  failingCount: (count) => `${count} en panne`,
  destinationCount: (count) => counted(count, "destination", "destinations"),
  silentCount: (count) => `${count} sans envoi`,
  latest: (count) => (count < 2 ? "la dernière" : `les ${count} dernières`),
  lastAlert: "Dernière alerte",

  score: (score, threshold) => `Score de ${score} sur 100, alerte à partir de ${threshold}.`,
  why: "Pourquoi",
  fields: { title: "titre", summary: "résumé", body: "texte" },
  excluded: (percent, evidence) => `une exclusion a retiré ${percent}\u202f% de ${evidence}`,
  by: "par",
  heldBack: "sans effet, trop loin\u202f:",
  source: (factor) => `source ×${factor.toLocaleString("fr")}`,
  published: "publié",
  seen: "vu",
  sentTo: "Destinations",
  deliveries: {
    held: "attend son digest",
    pending: "en file",
    claimed: "en cours d’envoi",
    uncertain: "peut-être envoyé",
    sent: "envoyé",
    dead: "abandonné",
    dropped: "retiré",
  },

  columns: {
    feed: "Source",
    read: "Dernier succès",
    next: "Prochaine lecture",
    newest: "dernière nouveauté",
    failed: "dernier échec",
  },
  feedState: {
    failing: "En panne",
    gone: "Supprimée",
    never: "jamais",
    due: "maintenant",
    noMore: "aucune\u202f: l’éditeur l’a supprimée",
    empty: "vide depuis",
    silent: "silence inhabituel",
  },
  since: "depuis le",
  colon: "\u202f: ",
  failedReadings: (count) => `${counted(count, "échec", "échecs")} de suite`,
  repaired: (count) => `réparée en ${counted(count, "endroit", "endroits")}`,
  unread: (count) => counted(count, "source pas encore lue", "sources pas encore lues"),
  fine: (count) => `${counted(count, "source", "sources")} sans incident`,
  noFeeds: "Aucune source n’est configurée\u202f: ajoutez-en dans config/feeds.yaml.",

  kinds: { "discord-webhook": "webhook Discord", "discord-bot": "bot Discord", email: "courriel" },
  destinationState: { able: "Prête", off: "Éteinte", held: "Retenue", ailing: "En difficulté" },
  nextTry: "prochain essai",
  lastSent: "dernier envoi",
  nothingSent: "aucun envoi pour l’instant",
  queue: {
    held: (count) => (count < 2 ? `${count} attend un digest` : `${count} attendent un digest`),
    pending: (count) => `${count} en file`,
    claimed: (count) => `${count} en cours d’envoi`,
    uncertain: (count) => counted(count, "incertain", "incertains"),
    sent: (count) => counted(count, "envoyé", "envoyés"),
    dead: (count) => counted(count, "abandonné", "abandonnés"),
    dropped: (count) => counted(count, "retiré", "retirés"),
  },
  queueEmpty: "file vide",
  noDestinations: "Aucune destination n’est configurée\u202f: ajoutez-en une dans config/vigie.yaml.",

  checkOk: "correct",
  checkFailed: "en échec",

  empty: {
    title: "Rien à signaler pour l’instant",
    steps: {
      read: (read, all) =>
        `${counted(read, "source lue", "sources lues")} sur ${all} jusqu’ici. Les sources sont listées dans`,
      silent:
        "La première lecture d’une source est silencieuse\u202f: elle ne fait que noter ce qui s’y trouve déjà, pour ne vous parler que du nouveau.",
      match:
        "Chaque nouvel article reçoit de chaque profil un score de 0 à 100, et devient une alerte s’il atteint le seuil du profil. Les profils sont les fichiers de",
      send: (able, all) =>
        `Les alertes partent vers les destinations du profil\u202f: ${able} sur ${all} ${able < 2 ? "peut" : "peuvent"} envoyer maintenant. Elles se règlent dans`,
    },
    next: "Prochaine source à lire\u202f:",
    tools: "Pour la voir à l’œuvre, depuis un terminal\u202f:",
    check: "dit si la configuration et les tests des profils tiennent",
    poll: "lit maintenant les sources qui sont dues",
    explain: "dit pourquoi un article a fait, ou non, une alerte",
  },
  notFound: {
    title: "Page introuvable",
    text: "La console n’a qu’une page, le journal de veille.",
    back: "Ouvrir le journal de veille",
  },
  footer: "Cette page ne se recharge pas d’elle-même.",
};

/** French counts 0 and 1 in the singular. */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count < 2 ? one : many}`;
}
