import type { Words } from "./words.ts";

/** The console in English. */
export const wordsEn: Words = {
  title: "Log book",
  tagline: "the lookout over the news",
  skip: "Skip to the content",
  pages: "On this page",
  languages: "Language",
  refresh: "Refresh",
  asOf: "As of",
  lookout: { ready: "On watch", notReady: "Not on watch" },

  alerts: "Alerts",
  feeds: "Feeds",
  destinations: "Destinations",
  watch: "The watch",
  alertCount: (count) => counted(count, "alert", "alerts"),
  feedCount: (count) => counted(count, "feed", "feeds"),
  failingCount: (count) => `${count} failing`,
  destinationCount: (count) => counted(count, "destination", "destinations"),
  silentCount: (count) => `${count} not sending`,
  latest: (count) => (count === 1 ? "the latest one" : `the latest ${count}`),
  lastAlert: "Last alert",

  score: (score, threshold) => `Score ${score} out of 100, alerts from ${threshold}.`,
  why: "Why",
  fields: { title: "title", summary: "summary", body: "text" },
  excluded: (percent, evidence) => `an exclusion took ${percent}% of ${evidence}`,
  by: "by",
  heldBack: "not counted, too far away:",
  source: (factor) => `source ×${factor}`,
  published: "published",
  seen: "seen",
  sentTo: "Sent to",
  deliveries: {
    held: "waits for its digest",
    pending: "queued",
    claimed: "being sent",
    uncertain: "perhaps sent",
    sent: "sent",
    dead: "given up",
    dropped: "dropped",
  },

  columns: {
    feed: "Feed",
    read: "Last success",
    next: "Next poll",
    newest: "last new item",
    failed: "last failure",
  },
  feedState: {
    failing: "Failing",
    gone: "Gone",
    never: "never",
    due: "now",
    noMore: "none: the publisher ended it",
    empty: "empty since",
    silent: "silent for longer than usual",
  },
  since: "since",
  colon: ": ",
  failedReadings: (count) => `${counted(count, "failure", "failures")} in a row`,
  repaired: (count) => `repaired in ${counted(count, "place", "places")}`,
  unread: (count) => `${counted(count, "feed", "feeds")} not read yet`,
  fine: (count) => `${counted(count, "feed", "feeds")} without a problem`,
  noFeeds: "No feed is configured: add some to config/feeds.yaml.",

  kinds: { "discord-webhook": "Discord webhook", "discord-bot": "Discord bot", email: "e-mail" },
  destinationState: { able: "Ready", off: "Off", held: "Held", ailing: "In trouble" },
  nextTry: "next try",
  lastSent: "last sent",
  nothingSent: "nothing sent yet",
  queue: {
    held: (count) => `${count} waiting for a digest`,
    pending: (count) => `${count} queued`,
    claimed: (count) => `${count} being sent`,
    uncertain: (count) => `${count} uncertain`,
    sent: (count) => `${count} sent`,
    dead: (count) => `${count} given up`,
    dropped: (count) => `${count} dropped`,
  },
  queueEmpty: "queue empty",
  noDestinations: "No destination is configured: add one to config/vigie.yaml.",

  checkOk: "ok",
  checkFailed: "failed",

  empty: {
    title: "Nothing to report yet",
    steps: {
      read: (read, all) => `${read} of ${counted(all, "feed", "feeds")} read so far. Feeds are listed in`,
      silent:
        "The first reading of a feed is silent: it only notes what is there already, so that you are told of what is new.",
      match:
        "Each new item is scored from 0 to 100 by every profile, and becomes an alert when it reaches the profile’s threshold. Profiles are the files of",
      send: (able, all) =>
        `Alerts go to the profile’s destinations: ${able} of ${all} can send now. Destinations are set in`,
    },
    next: "Next feed to be read:",
    tools: "To see it work, from a terminal:",
    check: "says whether the configuration and the profiles’ own tests hold",
    poll: "reads the feeds that are due now",
    explain: "tells why an article was, or was not, an alert",
  },
  notFound: {
    title: "No such page",
    text: "The console has one page, the log book.",
    back: "Open the log book",
  },
  footer: "This page does not reload by itself.",
};

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
