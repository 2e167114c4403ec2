import type { Socket } from "node:net";
import PostalMime, { type Address } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** A mail as it arrived: what the envelope said, the bytes, and what a mail reader makes of them. */
export interface ReceivedMail {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly raw: string;
  readonly parsed: ParsedMail;
}

export interface ParsedMail {
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string };
  /** Addresses of the To header. */
  readonly to: readonly string[];
  readonly messageId: string;
  /** ISO 8601. */
  readonly date: string;
  readonly text: string;
  readonly html: string;
  /** By name in small letters; of a header that stands twice, the last. */
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * What the inbox does wrong, once. reject: answers with `code`. hang: keeps the mail and never answers. drop: cuts the
 * connection; at `data` (the default) after the mail was kept, so the sender cannot know.
 */
export type SmtpFault =
  | { readonly kind: "reject"; readonly at?: Stage; readonly code: number; readonly text: string }
  | { readonly kind: "hang" }
  | { readonly kind: "drop"; readonly at?: Stage };
type Stage = "auth" | "rcpt" | "data";

export interface SmtpInbox {
  readonly host: string;
  readonly port: number;
  /** Where to send: `smtp://127.0.0.1:PORT`, without user and password. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** Resolves when that many mails have arrived since the start. */
  arrived(count: number): Promise<readonly ReceivedMail[]>;
  /** Queues a fault for the next time its stage is reached. */
  next(fault: SmtpFault): void;
  /** Ends every connection; safe to call twice. */
  close(): Promise<void>;
}

export interface SmtpInboxOptions {
  /** Defaults to any free port. */
  readonly port?: number;
  /** Asks for this user and password; without it anybody may send. */
  readonly auth?: { readonly user: string; readonly password: string };
  /** TLS from the first byte, with this certificate (PEM). */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly onMail?: (mail: ReceivedMail) => void;
}

const HOST = "127.0.0.1";
const MOST_BYTES = 10 * 1024 * 1024;

/** Starts a mail server on this machine that keeps every mail and passes none on. */
export async function startSmtpInbox(options: SmtpInboxOptions = {}): Promise<SmtpInbox> {
  const inbox = new Inbox(options);
  const server = inbox.server.listen(options.port ?? 0, HOST);
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  // A client that vanishes in the middle is everyday life for a mail server.
  inbox.server.on("error", () => {});
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    host: HOST,
    port,
    url: `${options.tls === undefined ? "smtp" : "smtps"}://${HOST}:${port}`,
    mails: inbox.mails,
    arrived: (count) => inbox.arrived(count),
    next: (fault) => inbox.faults.push(fault),
    close: () => inbox.close(),
  };
}

type Answer = (error?: Error) => void;

class Inbox {
  readonly mails: ReceivedMail[] = [];
  readonly faults: SmtpFault[] = [];
  readonly server: SMTPServer;
  readonly #options: SmtpInboxOptions;
  readonly #sockets = new Set<Socket>();
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #closed: Promise<void> | undefined;

  constructor(options: SmtpInboxOptions) {
    this.#options = options;
    this.server = new SMTPServer({
      ...options.tls,
      secure: options.tls !== undefined,
      hideSTARTTLS: true,
      disabledCommands: options.auth === undefined ? ["AUTH"] : [],
      authOptional: options.auth === undefined,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      size: MOST_BYTES,
      closeTimeout: 0,
      onAuth: (auth, session, answer) => {
        const { user, password } = options.auth ?? {};
        const known = auth.username === user && auth.password === password;
        this.#answer("auth", session, (error) => {
          if (error !== undefined) answer(error);
          else if (known) answer(null, { user });
          else answer(smtpError(535, "5.7.8 Authentication credentials invalid"));
        });
      },
      onRcptTo: (_address, session, answer) => this.#answer("rcpt", session, answer),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          this.#keep(Buffer.concat(chunks), session).then(
            () => this.#answer("data", session, answer),
            () => answer(smtpError(554, "5.6.0 Not a mail that can be read")),
          );
        });
      },
    });
    this.server.server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  async arrived(count: number): Promise<readonly ReceivedMail[]> {
    if (this.mails.length < count) {
      await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    }
    return this.mails;
  }

  async close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.server.close(resolve);
      for (const socket of this.#sockets) socket.destroy();
    });
    await this.#closed;
  }

  async #keep(bytes: Buffer, session: SMTPServerSession): Promise<void> {
    // Only a refusal at this stage keeps the mail out: a cut or a silence comes after it was kept.
    if (this.#fault("data")?.kind === "reject") return;
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom === false ? "" : mailFrom.address;
    const to = rcptTo.map((recipient) => recipient.address);
    const mail = { envelope: { from, to }, raw: bytes.toString("latin1"), parsed: await parsed(bytes) };
    this.mails.push(mail);
    this.#options.onMail?.(mail);
    for (const { count, resolve } of this.#waiting) if (this.mails.length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => this.mails.length < count);
  }

  /** Answers as the next fault of the stage says, or well. */
  #answer(stage: Stage, session: SMTPServerSession, answer: Answer): void {
    const fault = this.#fault(stage);
    if (fault === undefined) return answer();
    this.faults.splice(this.faults.indexOf(fault), 1);
    switch (fault.kind) {
      case "reject":
        return answer(smtpError(fault.code, fault.text));
      case "drop":
        for (const socket of this.#sockets) if (socket.remotePort === session.remotePort) socket.destroy();
        return;
      case "hang":
        return;
    }
  }

  #fault(stage: Stage): SmtpFault | undefined {
    return this.faults.find((fault) => stageOf(fault) === stage);
  }
}

function stageOf(fault: SmtpFault): Stage {
  switch (fault.kind) {
    case "reject":
      return fault.at ?? "rcpt";
    case "drop":
      return fault.at ?? "data";
    case "hang":
      return "data";
  }
}

function smtpError(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

async function parsed(bytes: Buffer): Promise<ParsedMail> {
  const mail = await PostalMime.parse(bytes);
  const { subject = "", messageId = "", date = "", text = "", html = "" } = mail;
  return {
    subject,
    from: mailbox(mail.from),
    to: (mail.to ?? []).map((recipient) => mailbox(recipient).address),
    messageId,
    date,
    text,
    html,
    headers: new Map(mail.headers.map((header) => [header.key, header.value])),
  };
}

function mailbox(address: Address | undefined): ParsedMail["from"] {
  return { name: address?.name ?? "", address: address?.address ?? "" };
}
