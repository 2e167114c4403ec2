import { z } from "zod";
import { someText, word } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

/** What a feed is asked for with, as the file has it. */
export interface RequestEntry {
  readonly headers?: Readonly<Record<string, string>>;
  readonly auth?: { readonly user: string; readonly password: string };
  readonly cookie?: string;
  readonly "user-agent"?: string;
  readonly proxy?: string;
  readonly ca?: string;
}

/** Field names of RFC 9110 §5.1. */
const TOKEN = /^[\w!#$%&'*+\-.^`|~]{1,100}$/u;
/** Visible ASCII with spaces and tabs inside. */
const VALUE = /^[!-~](?:[\t -~]{0,8190}[!-~])?$/u;
const OWN_KEYS: ReadonlyMap<string, string> = new Map([
  ["authorization", "auth"],
  ["cookie", "cookie"],
  ["user-agent", "user-agent"],
]);
/** What vigie itself has to say of a request. */
const OURS =
  /^(?:host|connection|upgrade|te|trailer|transfer-encoding|expect|keep-alive|accept-encoding|range|if-.*|content-.*|proxy-.*)$/iu;

const HEADER_VALUE = word({
  expected: "one line of plain characters, at most 8192",
  isValid: (text) => VALUE.test(text),
});

const HEADER_NAME = z.string().superRefine((name, context) => {
  const key = OWN_KEYS.get(name.toLowerCase());
  const message = !TOKEN.test(name)
    ? "this is no name that a header can have"
    : key !== undefined
      ? `this header has a key of its own: \`${key}:\` beside \`headers:\``
      : OURS.test(name)
        ? "this header is set by vigie itself"
        : undefined;
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** The keys of a feed that say how it is asked for. */
export const REQUEST_KEYS: {
  readonly headers: z.ZodType<Readonly<Record<string, string>>>;
  readonly auth: z.ZodType<{ readonly user: string; readonly password: string }>;
  readonly cookie: z.ZodType<string>;
  readonly "user-agent": z.ZodType<string>;
  readonly proxy: z.ZodType<string>;
  readonly ca: z.ZodType<string>;
} = {
  headers: z
    .record(HEADER_NAME, HEADER_VALUE)
    .describe("Further request headers, sent to the feed's own host alone"),
  auth: strictMap({
    user: someText("a user name").describe("The name"),
    password: someText("a password").describe("From a variable"),
  }).describe("Name and password (HTTP Basic), sent to the feed's own host alone"),
  cookie: HEADER_VALUE.describe("The Cookie header, sent to the feed's own host alone"),
  "user-agent": HEADER_VALUE.describe("Instead of vigie's own"),
  proxy: word({
    expected: "an address such as http://proxy.example.org:3128",
    isValid: isProxy,
  }).describe("A proxy to ask through; it may be at a private address"),
  ca: word({
    expected: "a file of certificates such as internal-ca.pem",
    isValid: (text) => /^[^\p{Cc}]{1,4096}$/u.test(text),
  }).describe(
    "A PEM file with certificate authorities that this feed trusts beside the well-known ones, relative to this folder",
  ),
};

function isProxy(text: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return pathname === "/" && search === "" && hash === "";
}
