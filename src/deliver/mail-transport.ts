import nodemailer, { type SendMailOptions, type SMTPPoolOptions } from "nodemailer";
import type { MailConfig } from "../model/config.ts";
import { readSmtpUrl, type SmtpServer } from "../model/smtp-url.ts";
import { SECOND } from "../model/time.ts";
import type { MailFailure } from "./judge-mail.ts";

/** A way to one mail server; may be shared by channels. */
export interface MailTransport {
  /** Hands over one mail with a Message-ID of its own. Never rejects: undefined when the server has accepted it. */
  submit(mail: MailToSubmit, signal: AbortSignal): Promise<MailFailure | undefined>;
  /** Ends every connection; safe to call twice. */
  close(): Promise<void>;
}

export type MailToSubmit = SendMailOptions & { readonly messageId: string };

export interface MailTransportOptions {
  /** How long the server may stay silent once it has greeted; a minute unless said otherwise. */
  readonly silenceMs?: number;
  /** For connecting, and again for the greeting; ten seconds unless said otherwise. */
  readonly connectMs?: number;
}

/**
 * Opens the way to a mail server. No connection is made before the first mail. The URL is one that `readSmtpUrl`
 * reads: the configuration is checked for it.
 */
export function openMailTransport(mail: MailConfig, options: MailTransportOptions = {}): MailTransport {
  const server = readSmtpUrl(mail.smtp.reveal());
  if (typeof server === "string") throw new Error(`mail.smtp: ${server}`);
  const journal = openJournal();
  const transporter = nodemailer.createTransport({ ...poolOptions(server, options), logger: journal.logger });
  const redact = redactor(server);
  return {
    async submit(message, signal) {
      try {
        // A signal of its own: nodemailer listens once for each mail, and eleven listeners on one signal are a warning.
        await transporter.sendMail({ ...message, signal: AbortSignal.any([signal]) });
        return undefined;
      } catch (error) {
        return failureOf(error, { bodySent: journal.wasSent(message.messageId), redact });
      } finally {
        journal.forget(message.messageId);
      }
    },
    async close() {
      transporter.close({ force: true });
    },
  };
}

function poolOptions(
  { host, port, tls, auth }: SmtpServer,
  { silenceMs = 60 * SECOND, connectMs = 10 * SECOND }: MailTransportOptions,
): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    host,
    port,
    secure: tls === "implicit",
    // Without this, a stripped STARTTLS would send the password and the mail in clear.
    requireTLS: tls === "required",
    ignoreTLS: tls === "none",
    ...(auth === undefined ? {} : { auth: { user: auth.user, pass: auth.password } }),
    // One at a time: the journal tells whose body was sent by the order of the log.
    maxConnections: 1,
    maxMessages: 50,
    // Only the outbox repeats: the pool would send a mail again that may have been accepted.
    maxRequeues: 0,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // A peer that does not close its side must not hold up the end of the process.
    socketCloseTimeout: SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

interface Journal {
  readonly logger: NonNullable<SMTPPoolOptions["logger"]>;
  wasSent(messageId: string): boolean;
  forget(messageId: string): void;
}

/**
 * Learns from nodemailer's log whether a mail went out whole. Its errors do not tell: they are the same whether the
 * peer vanished after EHLO or after the final dot. `assign` names the mail that a connection takes up; `message` comes
 * once the final dot was handed to the socket.
 */
function openJournal(): Journal {
  const sent = new Set<string>();
  let assigned = "";
  const note = (entry: unknown): void => {
    if (!isEntry(entry)) return;
    if (entry.action === "assign" && entry.messageId !== undefined) assigned = entry.messageId;
    else if (entry.tnx === "message") sent.add(assigned);
  };
  return {
    logger: { trace: note, debug: note, info: note, warn: note, error: note, fatal: note },
    wasSent: (messageId) => sent.has(bare(messageId)),
    forget: (messageId) => sent.delete(bare(messageId)),
  };
}

function isEntry(entry: unknown): entry is { tnx?: string; action?: string; messageId?: string } {
  return typeof entry === "object" && entry !== null;
}

/** A Message-ID without its angle brackets, as nodemailer logs it. */
function bare(messageId: string): string {
  return messageId.replaceAll(/[<>\s]/g, "");
}

interface Circumstances {
  readonly bodySent: boolean;
  readonly redact: (text: string) => string;
}

function failureOf(error: unknown, { bodySent, redact }: Circumstances): MailFailure {
  if (!(error instanceof Error)) return { text: "unknown", bodySent };
  const code = field(error, "code");
  const status = field(error, "responseCode");
  const command = field(error, "command");
  const response = field(error, "response");
  // Redacted before it is tidied: a password may hold two spaces in a row.
  const text = redact(typeof response === "string" ? response : error.message);
  return {
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof command === "string" ? { command } : {}),
    text: text
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, LONGEST_REASON),
    bodySent,
  };
}

const LONGEST_REASON = 300;

function field(error: Error, name: string): unknown {
  return Reflect.get(error, name);
}

/** A server may quote what it was sent: neither the password nor the forms in which AUTH carries it may come back. */
function redactor({ auth }: SmtpServer): (text: string) => string {
  if (auth === undefined) return (text) => text;
  const { user, password } = auth;
  const secrets = [base64(`\0${user}\0${password}`), base64(password), password].filter(
    (secret) => secret !== "",
  );
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
