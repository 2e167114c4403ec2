import type { SendMailOptions } from "nodemailer";
import type { MailConfig } from "../model/config.ts";
import type { Message, Reader } from "../model/delivery.ts";
import { domainOf } from "../model/mail-address.ts";
import type { Notice } from "../model/notice.ts";
import type { MailToSubmit } from "./mail-transport.ts";

/**
 * Envelope and headers of a mail to one reader. The same message gets the same Message-ID and Date at every attempt, so
 * that a receiver can tell a repeated mail. Nothing from a feed goes into an address or a header but the subject, which
 * is not set here.
 */
export function mailHeaders(message: Message, reader: Reader, mail: MailConfig): MailToSubmit {
  const { from } = mail;
  const domain = domainOf(from.address);
  const unsubscribe = unsubscribeLinks(message.destination, reader, mail);
  return {
    // Explicit, and objects instead of text: nodemailer reads text as a list, and would find a second recipient in it.
    envelope: { from: from.address, to: [reader.address] },
    from: { name: from.name, address: from.address },
    to: { name: "", address: reader.address },
    messageId: `<${token(message.id)}@${domain}>`,
    date: new Date(message.queuedAt),
    list: {
      id: {
        url: `${token(message.destination)}.${domain}`,
        comment: `${from.name} ${message.destination}`.trim(),
      },
      unsubscribe: [[...(unsubscribe.page === undefined ? [] : [unsubscribe.page]), unsubscribe.mail]],
    },
    headers: {
      // RFC 3834, and its Exchange counterpart: no out-of-office answers.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      // RFC 8058 allows it only beside an https address.
      ...(unsubscribe.page === undefined ? {} : { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
    },
    ...threadOf(message, domain),
  };
}

/** The link in the foot of a mail: the page when there is one. */
export function unsubscribeLink(destination: string, reader: Reader, mail: MailConfig): string {
  const links = unsubscribeLinks(destination, reader, mail);
  return links.page ?? links.mail;
}

/**
 * The page gets list and address as parameters: RFC 8058 wants the bare POST to say who is leaving what. A mail to the
 * given address, else to the sender, says it in its subject.
 */
function unsubscribeLinks(
  destination: string,
  reader: Reader,
  { unsubscribe, from }: MailConfig,
): { readonly page?: string; readonly mail: string } {
  const isPage = unsubscribe?.startsWith("https:") === true;
  const to = encodeURIComponent(isPage ? from.address : (unsubscribe ?? from.address)).replace("%40", "@");
  const mail = `mailto:${to}?subject=unsubscribe%20${encodeURIComponent(destination)}`;
  if (!isPage) return { mail };
  const page = new URL(unsubscribe);
  page.searchParams.set("list", destination);
  page.searchParams.set("address", reader.address);
  return { page: page.href, mail };
}

/** Alerts on the same story belong to one thread, and so do a trouble and its end; a digest answers nothing. */
function threadOf(message: Message, domain: string): Pick<SendMailOptions, "inReplyTo" | "references"> {
  const subject = subjectOf(message);
  if (subject === undefined) return {};
  const thread = `<${token(subject)}@${domain}>`;
  return { inReplyTo: thread, references: thread };
}

/** What a mail is about when it is about one thing. */
function subjectOf({ alerts, notices = [], digest, summary }: Message): string | undefined {
  if (digest !== undefined || summary !== undefined || alerts.length + notices.length > 1) return undefined;
  const [alert] = alerts;
  if (alert !== undefined) return `story.${alert.story.id}`;
  const [notice] = notices;
  if (notice === undefined || !("since" in notice) || notice.kind === "feed-gap") return undefined;
  return `trouble.${troubledBy(notice)}.${notice.since}`;
}

function troubledBy(notice: Notice): string {
  if ("feed" in notice) return notice.feed.id;
  return "destination" in notice ? `to.${notice.destination}` : "";
}

/** Letters, digits, dots and dashes: what may stand in a Message-ID or a domain without quotes. */
function token(id: string): string {
  return id.replaceAll(/[^\w.-]/g, "-");
}
