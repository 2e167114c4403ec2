import type { Delivery } from "../model/delivery.ts";
import { type Instant, MINUTE } from "../model/time.ts";

/** What nodemailer reported when a mail was not known to be accepted. */
export interface MailFailure {
  /** nodemailer's own: `EAUTH`, `EENVELOPE`, `ECONNECTION`… */
  readonly code?: string;
  /** The three digits of the server's answer, when it gave one. */
  readonly status?: number;
  /** The SMTP command that was answered. */
  readonly command?: string;
  /** In the server's or nodemailer's words, without secrets. */
  readonly text: string;
  /** Whether the whole mail, final dot included, went to the socket: without that nothing was accepted. */
  readonly bodySent: boolean;
}

/** RFC 5321 §4.5.4.1 says 30 minutes, greylisting servers commonly ask for 5. */
const DEFERRED = 5 * MINUTE;
const MAILBOX_FULL = 60 * MINUTE;

/** RFC 3463: the mailbox is full; the sender's address is at fault (two ways); the mail is too big. */
const FULL = /\b[45]\.2\.2\b/;
const SENDER_REFUSED = /\b5\.1\.[78]\b/;
const TOO_BIG = /\b5\.3\.4\b/;
/** RFC 3463: there is no such mailbox or mail system, it has moved, or it is closed. */
const MAILBOX_REFUSED = /\b5\.(?:1\.[1236]|2\.1)\b/;

/** The server asks for a log-in, or for another one: RFC 4954 §6. */
const LOGIN_STATUSES: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** What a failure means for the message. The table is the one of RFC 5321 §4.2.1 and RFC 3463, read for a sender. */
export function judgeMail(failure: MailFailure, now: Instant): Delivery {
  if (isLogin(failure)) return judgeLogin(failure);
  if (failure.code !== "EENVELOPE" && failure.code !== "EMESSAGE") return judgeConnection(failure);
  // Without an answer it was nodemailer itself that refused, before anything was said.
  if (failure.status === undefined) return { kind: "rejected", reason: failure.text, scope: "message" };
  return judgeAnswer(failure, failure.status, now);
}

function isLogin({ code, status }: MailFailure): boolean {
  return code === "EAUTH" || code === "ENOAUTH" || (status !== undefined && LOGIN_STATUSES.has(status));
}

/** A wrong password stops everything at once: trying on locks accounts. */
function judgeLogin({ status, text }: MailFailure): Delivery {
  const forNow = status !== undefined && status < 500;
  return {
    kind: forNow ? "retry" : "rejected",
    reason: `log-in to the mail server: ${text}`,
    scope: "destination",
  };
}

/** The server was not reached, did not greet, had no TLS, broke off or fell silent: nothing about this mail alone. */
function judgeConnection({ code, status = 0, text, bodySent }: MailFailure): Delivery {
  // The last line before the end of the connection may still have been a refusal.
  const refused = code === "ECONNECTION" && status >= 400;
  if (bodySent && !refused) return { kind: "uncertain", reason: text };
  return { kind: "retry", reason: text, scope: code === "EABORT" ? "message" : "destination" };
}

function judgeAnswer({ command, text }: MailFailure, status: number, now: Instant): Delivery {
  if (status === 421) return { kind: "retry", reason: text, scope: "destination" };
  if (FULL.test(text))
    return { kind: "retry", reason: text, scope: "message", notBefore: now + MAILBOX_FULL };
  if (status < 500) return { kind: "retry", reason: text, scope: "message", notBefore: now + DEFERRED };
  return judgeRefusal(command, text, status === 552 || TOO_BIG.test(text));
}

/** A refusal for good: of our own address, of the reader, or of this message. */
function judgeRefusal(command: string | undefined, text: string, isTooBig: boolean): Delivery {
  if (SENDER_REFUSED.test(text) || (command === "MAIL FROM" && !isTooBig))
    return { kind: "rejected", reason: text, scope: "destination" };
  const isReaders = MAILBOX_REFUSED.test(text) || (command === "RCPT TO" && !isTooBig);
  return { kind: "rejected", reason: text, scope: "message", ...(isReaders ? { isReaders } : {}) };
}
