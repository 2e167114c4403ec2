import type { z } from "zod";
import type { ConsoleConfig } from "../../model/config.ts";
import { word } from "../check/formats.ts";
import { isLoopback, LISTEN } from "./listen.ts";
import { strictMap } from "../check/strict-map.ts";

/** `websub:` as it is written; the callback is still as the operator wrote it. */
export interface WebSubEntry {
  readonly callback: string;
  readonly listen: ConsoleConfig;
  readonly secret: string;
}

/** A shorter secret could be found by trying: every hub holds values that are derived from it. */
const SHORTEST_SECRET = 16;
const LONGEST_CALLBACK = 500;

const CALLBACK: z.ZodType<string, string> = word({
  expected: "an address that begins with https://, without ? and #, such as https://vigie.example.org/websub",
  isValid: isCallback,
});

const SECRET: z.ZodType<string, string> = word({
  expected: `at least ${SHORTEST_SECRET} characters that nobody guesses, such as \`openssl rand -hex 32\` prints`,
  isValid: (text) => text.trim().length >= SHORTEST_SECRET,
});

export const WEBSUB: z.ZodType<WebSubEntry> = strictMap({
  callback: CALLBACK.describe("The address by which hubs reach vigie from outside"),
  listen: LISTEN.prefault("127.0.0.1:8461").describe("Where vigie itself listens, behind the reverse proxy"),
  secret: SECRET.describe("From a variable: what addresses and secrets given to hubs are derived from"),
}).describe("Hubs announce changes of feeds, so that nobody waits for the next poll (WebSub)");

function isCallback(text: string): boolean {
  if (!/^[!-~]+$/u.test(text) || text.length > LONGEST_CALLBACK || /[?#]/u.test(text)) return false;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname.replace(/^\[(.*)\]$/u, "$1")));
}
