import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  type SmtpFault,
  type SmtpInbox,
  type SmtpInboxOptions,
  startSmtpInbox,
} from "../../src/demo/smtp-inbox.ts";
import { openEmail } from "../../src/deliver/email.ts";
import { judgeMail, type MailFailure } from "../../src/deliver/judge-mail.ts";
import { type MailTransportOptions, openMailTransport } from "../../src/deliver/mail-transport.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import { MINUTE } from "../../src/model/time.ts";
import { CERTIFICATE } from "../support/certificate.ts";
import { aMailConfig, aReader } from "../support/a-mail.ts";
import { aMessage } from "../support/an-alert.ts";

const NOW = Date.UTC(2026, 2, 2, 9, 6);
const never = new AbortController().signal;
const message = aMessage({ destination: "desk", reader: aReader() });

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()));
});

async function anInbox(options: SmtpInboxOptions = {}): Promise<SmtpInbox> {
  const inbox = await startSmtpInbox(options);
  cleanups.push(() => inbox.close());
  return inbox;
}

async function attempt(
  smtp: string,
  { signal = never, ...patience }: MailTransportOptions & { signal?: AbortSignal } = {},
): Promise<Delivery> {
  const mail = aMailConfig(smtp);
  const transport = openMailTransport(mail, patience);
  cleanups.push(() => transport.close());
  const channel = openEmail({ id: "desk", mode: "alert" }, mail, { clock: { now: () => NOW }, transport });
  return await channel.send(message, signal);
}

async function attemptWith(fault: SmtpFault): Promise<Delivery> {
  const inbox = await anInbox();
  inbox.next(fault);
  return await attempt(inbox.url);
}

describe("a server that refuses", () => {
  test.each(["rcpt", "data"] as const)("for now, at %s: again in five minutes or more", async (at) => {
    const delivery = await attemptWith({
      kind: "reject",
      at,
      code: 451,
      text: "4.7.1 greylisted, try later",
    });
    expect(delivery).toEqual({
      kind: "retry",
      reason: "451 4.7.1 greylisted, try later",
      scope: "message",
      notBefore: NOW + 5 * MINUTE,
    });
  });

  test.each(["rcpt", "data"] as const)(
    "for good, at %s: this message is rejected, the queue goes on",
    async (at) => {
      const delivery = await attemptWith({ kind: "reject", at, code: 550, text: "5.1.1 no such mailbox" });
      const reason = "550 5.1.1 no such mailbox";
      expect(delivery).toEqual({ kind: "rejected", reason, scope: "message", isReaders: true });
    },
  );

  test("the password: everything stops at once, and the reason holds no secret", async () => {
    const inbox = await anInbox({ auth: { user: "vigie", password: "right" } });
    const delivery = await attempt(inbox.url.replace("//", "//vigie:s3cret@"));
    expect(delivery).toMatchObject({ kind: "rejected", scope: "destination" });
    expect(delivery).toHaveProperty("reason", expect.stringMatching(/^log-in to the mail server: 535 /));
    expect(JSON.stringify(delivery)).not.toContain("s3cret");
  });

  test("and quotes the password, plainly and as AUTH wrote it: the reason has neither", async () => {
    const inbox = await anInbox({ auth: { user: "vigie", password: "s3cret  two" } });
    const sent = Buffer.from("\0vigie\0s3cret  two").toString("base64");
    inbox.next({ kind: "reject", at: "auth", code: 535, text: `5.7.8 no: s3cret  two (${sent})` });
    const delivery = await attempt(inbox.url.replace("//", "//vigie:s3cret%20%20two@"));
    expect(delivery).toHaveProperty("reason", "log-in to the mail server: 535 5.7.8 no: [secret] ([secret])");
  });

  test("to check the password for now: the destination waits", async () => {
    const inbox = await anInbox({ auth: { user: "vigie", password: "right" } });
    inbox.next({ kind: "reject", at: "auth", code: 454, text: "4.7.0 try later" });
    const delivery = await attempt(inbox.url.replace("//", "//vigie:right@"));
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
  });

  test("mail without a log-in: the destination is held", async () => {
    const inbox = await anInbox({ auth: { user: "vigie", password: "right" } });
    await expect(attempt(inbox.url)).resolves.toMatchObject({ kind: "rejected", scope: "destination" });
  });

  test("because it is about to stop: the destination waits", async () => {
    const delivery = await attemptWith({ kind: "reject", code: 421, text: "4.3.2 going down" });
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
  });
});

describe("a server that says nothing more", () => {
  test("after the whole mail: it may have been accepted", async () => {
    const inbox = await anInbox();
    inbox.next({ kind: "drop" });
    await expect(attempt(inbox.url)).resolves.toMatchObject({ kind: "uncertain" });
    expect(inbox.mails).toHaveLength(1);
  });

  test("after the whole mail, and keeps the line: it may have been accepted", async () => {
    const inbox = await anInbox();
    inbox.next({ kind: "hang" });
    await expect(attempt(inbox.url, { silenceMs: 1500 })).resolves.toMatchObject({ kind: "uncertain" });
  });

  test("before the mail went out: certainly not accepted, the destination waits", async () => {
    const inbox = await anInbox();
    inbox.next({ kind: "drop", at: "rcpt" });
    await expect(attempt(inbox.url)).resolves.toMatchObject({ kind: "retry", scope: "destination" });
    expect(inbox.mails).toHaveLength(0);
  });

  test("on a connection that already carried a mail: that one does not make the next one uncertain", async () => {
    const inbox = await anInbox();
    const mail = aMailConfig(inbox.url);
    const channel = openEmail({ id: "desk", mode: "alert" }, mail, { clock: { now: () => NOW } });
    cleanups.push(() => channel.close());
    await expect(channel.send({ ...message, id: "first" }, never)).resolves.toMatchObject({ kind: "sent" });
    inbox.next({ kind: "drop", at: "rcpt" });
    await expect(channel.send({ ...message, id: "second" }, never)).resolves.toMatchObject({ kind: "retry" });
    await expect(channel.send({ ...message, id: "second" }, never)).resolves.toMatchObject({ kind: "sent" });
    expect(inbox.mails).toHaveLength(2);
  });
});

describe("a server that cannot be talked to", () => {
  test("is not there: the destination waits", async () => {
    const inbox = await anInbox();
    await inbox.close();
    const delivery = await attempt(inbox.url);
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
    expect(delivery).toHaveProperty("reason", expect.stringContaining("ECONNREFUSED"));
  });

  test("shows a certificate that nobody vouches for: the destination waits, nothing was sent", async () => {
    const inbox = await anInbox({ tls: CERTIFICATE });
    const delivery = await attempt(inbox.url);
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
    expect(inbox.mails).toHaveLength(0);
  });

  test.each([
    ["greets with a refusal", "554 5.3.2 no service here\r\n"],
    ["greets with nonsense", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["hangs up", undefined],
  ])("%s: the destination waits", async (_what, greeting) => {
    const smtp = await aServer((socket) =>
      greeting === undefined ? socket.destroy() : socket.write(greeting),
    );
    await expect(attempt(smtp)).resolves.toMatchObject({ kind: "retry", scope: "destination" });
  });

  test("never greets: the destination waits", async () => {
    const smtp = await aServer(() => {});
    const delivery = await attempt(smtp, { connectMs: 200 });
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
  });

  test("offers no STARTTLS where it is required: nothing is said in clear, the destination waits", async () => {
    const heard: string[] = [];
    const smtp = await aServer((socket) => {
      socket.write("220 here\r\n");
      socket.on("data", (chunk) => {
        heard.push(String(chunk).slice(0, 4));
        socket.write(String(chunk).startsWith("EHLO") ? "250-here\r\n250 AUTH PLAIN\r\n" : "502 what?\r\n");
      });
    });
    // The address of any interface reaches this machine, and is not known as one that stays on it: TLS is asked for.
    const delivery = await attempt(smtp.replace("//127.0.0.1", "//vigie:s3cret@0.0.0.0"));
    expect(delivery).toMatchObject({ kind: "retry", scope: "destination" });
    expect(heard).toContain("STAR");
    expect(heard).not.toContain("AUTH");
    expect(heard).not.toContain("MAIL");
  });
});

describe("a sending that is stopped", () => {
  test("before the server greeted is tried again", async () => {
    const stop = new AbortController();
    const smtp = await aServer(() => stop.abort());
    await expect(attempt(smtp, { signal: stop.signal })).resolves.toMatchObject({
      kind: "retry",
      scope: "message",
    });
  });
});

describe("the table", () => {
  const failure = (given: Partial<MailFailure>): MailFailure => ({ text: "", bodySent: false, ...given });
  test.each<[string, Partial<MailFailure>, Partial<Delivery>]>([
    [
      "mailbox full for now",
      { code: "EENVELOPE", status: 452, text: "452 4.2.2 full" },
      { kind: "retry", scope: "message", notBefore: NOW + 60 * MINUTE },
    ],
    [
      "mailbox full, said as final",
      { code: "EENVELOPE", status: 552, text: "552 5.2.2 full" },
      { kind: "retry", scope: "message" },
    ],
    [
      "our address refused",
      { code: "EENVELOPE", status: 550, text: "550 5.1.8 bad sender" },
      { kind: "rejected", scope: "destination" },
    ],
    [
      "our address refused at MAIL FROM",
      { code: "EENVELOPE", command: "MAIL FROM", status: 550, text: "550 no" },
      { kind: "rejected", scope: "destination" },
    ],
    [
      "too big, said at MAIL FROM",
      { code: "EENVELOPE", command: "MAIL FROM", status: 552, text: "552 5.3.4 too big" },
      { kind: "rejected", scope: "message" },
    ],
    [
      "too big, seen by ourselves",
      { code: "EMESSAGE", text: "Message size larger than allowed" },
      { kind: "rejected", scope: "message" },
    ],
    [
      "policy",
      { code: "EMESSAGE", status: 554, text: "554 5.7.1 spam", bodySent: true },
      { kind: "rejected", scope: "message" },
    ],
    [
      "refused after the body",
      { code: "EMESSAGE", status: 451, text: "451 4.3.0 later", bodySent: true },
      { kind: "retry", scope: "message" },
    ],
    ["silence after the body", { code: "ETIMEDOUT", text: "Timeout", bodySent: true }, { kind: "uncertain" }],
    [
      "a refusal cut off after the body",
      { code: "ECONNECTION", status: 451, text: "451 4.3.0", bodySent: true },
      { kind: "retry", scope: "destination" },
    ],
    ["no such host", { code: "EDNS", text: "ENOTFOUND" }, { kind: "retry", scope: "destination" }],
    [
      "nonsense after the body",
      { code: "EPROTOCOL", status: 250, text: "250 what", bodySent: true },
      { kind: "uncertain" },
    ],
    ["an error nobody knows, before the body", { text: "?" }, { kind: "retry", scope: "destination" }],
    ["an error nobody knows, after the body", { text: "?", bodySent: true }, { kind: "uncertain" }],
    [
      "log-in missing",
      { code: "EENVELOPE", command: "MAIL FROM", status: 530, text: "530 5.7.0" },
      { kind: "rejected", scope: "destination" },
    ],
    ["stopped after the body", { code: "EABORT", text: "aborted", bodySent: true }, { kind: "uncertain" }],
  ])("%s", (_what, given, verdict) => {
    expect(judgeMail(failure(given), NOW)).toMatchObject(verdict);
  });
});

async function aServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `smtp://127.0.0.1:${address.port}`;
}
