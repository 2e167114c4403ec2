import { z } from "zod";
import { isMailAddress } from "../../model/mail-address.ts";
import { readSmtpUrl } from "../../model/smtp-url.ts";
import { someText, word } from "./formats.ts";
import { isUnset } from "../files/variables.ts";

export interface MailFrom {
  readonly name: string;
  readonly address: string;
}

export const MAIL_ADDRESS: z.ZodType<string, string> = word({
  expected: "one bare mail address such as reader@example.org",
  isValid: isMailAddress,
});

/** `Name <address>`, or the address alone. */
export const MAIL_FROM: z.ZodType<MailFrom, string> = someText(
  "a sender such as Vigie <vigie@example.org>",
).transform((text, context) => {
  if (isUnset(text)) return { name: "", address: "" };
  const [, name = "", address = text] = /^([^<>]*)<([^<>]*)>$/u.exec(text.trim()) ?? [];
  const plainName = name.trim().replace(/^"(.*)"$/u, "$1");
  if (isMailAddress(address.trim()) && !plainName.includes('"')) {
    return { name: plainName, address: address.trim() };
  }
  context.addIssue({ code: "custom", message: "expected a sender such as Vigie <vigie@example.org>" });
  return z.NEVER;
});

/** Where mail is handed over. */
export const MAIL_SERVER: z.ZodType<string, string> = word({
  expected: "a mail server such as smtp://user:password@host:587 or smtps://host:465",
  isValid: (text) => /^[!-~]+$/u.test(text) && typeof readSmtpUrl(text) !== "string",
});

/** Where a reader asks to be taken off. */
export const UNSUBSCRIBE: z.ZodType<string, string> = word({
  expected: "a mail address, or a page that begins with https://",
  isValid: (text) => isMailAddress(text) || isPage(text, ["https:"]),
});

/** Who answers for the robot. It travels in a header, so it is one word. */
export const CONTACT: z.ZodType<string, string> = word({
  expected: "a mail address, or a page that begins with https:// or http://",
  isValid: (text) => isMailAddress(text) || isPage(text, ["https:", "http:"]),
});

function isPage(text: string, protocols: readonly string[]): boolean {
  return /^[!-~]{1,200}$/u.test(text) && URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
