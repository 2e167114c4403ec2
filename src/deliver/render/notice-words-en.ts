import type { NoticeWords, Remedy } from "./notice-words.ts";

const REMEDIES: Readonly<Record<Remedy, string>> = {
  access:
    "The site turns vigie away: it may want a password, or keep robots out. Its publisher can tell; “contact” under “network” in vigie.yaml tells them whom to write to.",
  address:
    "The first line looks for where the feed is now. Write its address into feeds.yaml with this id, so that it keeps its history.",
  certificate:
    "If the authority behind the certificate is your own, name the file of its certificate under “ca” in the feed’s entry in feeds.yaml. Any other fault of a certificate is for the site to mend. To ask again afterwards, with vigie stopped:",
  limit:
    "This limit is vigie’s own. It is set in vigie.yaml, under “network”. To ask again afterwards, with vigie stopped:",
  wait: "Most often this passes by itself. The first command says when the feed is asked next; the second asks at once, with vigie stopped.",
};

export const NOTICE_WORDS_EN: NoticeWords = {
  heading: "For operators",
  status: { trouble: "Trouble", good: "Back to normal", news: "Good to know" },
  doing: "What vigie does",
  advice: "What you can do",
  detail: "Detail",
  colon: ":",
  means:
    "The destinations listed under “notices” in vigie.yaml are told of a change once, and again when it is over.",
  failing: (since, reason, remedy) => ({
    what: "cannot be read",
    happened: `Since ${since}, nothing usable has come from this feed: ${reason}.`,
    doing: "It goes on asking, less and less often, and tells you when the feed is back.",
    advice: REMEDIES[remedy],
  }),
  recovered: (since, at) => ({
    what: "can be read again",
    happened: `It could not be read from ${since} to ${at}.`,
    doing:
      "It reads the feed as before. What came meanwhile and is still listed is taken in like anything new.",
  }),
  gone: (at) => ({
    what: "gone for good",
    happened: `The publisher says that this feed exists no more (410 Gone, ${at}).`,
    doing: "It no longer asks for this feed, until its address in feeds.yaml changes.",
    advice:
      "The first line looks for where the feed lives on. If it does, write its new address into feeds.yaml with this id; if not, the last line takes it off the list.",
  }),
  moved: () => ({
    what: "new address",
    happened: "The publisher redirects this feed to another address for good.",
    doing: "It reads the feed there from now on, and remembers all that it has seen.",
    advice:
      "Write these lines into the feed’s entry in feeds.yaml: the old address may stop answering one day.",
  }),
  gap: (since, at) => ({
    what: "items may be missing",
    happened: `Of what the last reading saw (${since}) nothing was left in the feed (${at}): items may have come and gone in between.`,
    doing: "It has taken in all that the feed lists now, and asks for it more often for a while.",
    advice:
      "The site’s own archive shows what came in that time. A shorter “every” for this feed in feeds.yaml makes gaps rarer.",
  }),
  renamed: (items) => ({
    what: "old items under new names",
    happened: `Items that are older than the last reading came under new names (the feed lists ${items}): the publisher has probably rebuilt the site.`,
    doing: "It takes them as seen, and has told nobody of them.",
    advice: "Look through the feed once: had anything new come with them, it was not told either.",
  }),
  silent: (since) => ({
    what: "silent for longer than usual",
    happened: `Nothing new has come from this feed since ${since}, three times as long as ever before. It can still be read.`,
    doing: "It goes on asking, and tells you when something new comes.",
    advice: `Look at the site: if it goes on publishing, it may have another feed now. ${REMEDIES.address}`,
  }),
  heard: (since, at) => ({
    what: "something new again",
    happened: `Between ${since} and ${at} nothing new had come from this feed.`,
    doing: "It has taken in what is new.",
  }),
  empty: (since) => ({
    what: "suddenly empty",
    happened: `Since ${since}, this feed lists nothing at all, though it did before. It can still be read.`,
    doing:
      "It goes on asking, remembers all that it has seen, and tells you when the feed lists items again.",
    advice: `Look at the site: if it goes on publishing, it may have another feed now. ${REMEDIES.address}`,
  }),
  filled: (since, at) => ({
    what: "lists items again",
    happened: `The feed was empty from ${since} to ${at}.`,
    doing: "It takes in what it has not seen before. What came and went meanwhile is on the site alone.",
  }),
  offline: (since) => ({
    what: "offline",
    happened: `Since ${since}, no feed’s server could be reached: this machine seems to have no network.`,
    doing: "It holds none of this against the feeds, goes on trying, and tells you when the network is back.",
    advice: "Look at the network of this machine: its line, its name servers, its firewall.",
  }),
  online: (since, at) => ({
    what: "online again",
    happened: `The network was out of reach from ${since} to ${at}.`,
    doing:
      "It asks the feeds again, one after the other. A feed that may have lost items is told of by itself.",
  }),
  destinationFailing: (since, held) => ({
    what: held ? "refuses every message" : "cannot be reached",
    happened: `Since ${since}, no message has reached this destination.`,
    doing: `It keeps everything that waits, tries again ${held ? "once an hour" : "with one message at a time"}, and tells you when messages arrive.`,
    advice: held
      ? "Look at its entry in vigie.yaml: a webhook or channel may be deleted, a right or a password withdrawn. The first command tries it; the second lists what waits."
      : "Most often this passes by itself. The first command tries it; the second lists what waits.",
  }),
  destinationRecovered: (since, at) => ({
    what: "takes messages again",
    happened: `No message reached it from ${since} to ${at}.`,
    doing: "It sends what waited, slowly at first; of a long queue all but the latest comes as one summary.",
  }),
  givenUp: (at) => ({
    what: "a message was given up",
    happened: `A message to this destination was refused, or was tried for too long (${at}).`,
    doing:
      "It keeps the message for 30 days and goes on with the others. It tells of this once a day at most.",
    advice:
      "The first command lists what was given up, and why. The second sends one of them again, with vigie stopped.",
  }),
};
