import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SmtpInbox, startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { openEmail } from "../../src/deliver/email.ts";
import { openMailTransport } from "../../src/deliver/mail-transport.ts";
import type { MailConfig } from "../../src/model/config.ts";
import type { Message } from "../../src/model/delivery.ts";
import type { Channel } from "../../src/ports/channel.ts";
import { A_DAY, aMailConfig, aReader } from "../support/a-mail.ts";
import { aMessage, anAlert } from "../support/an-alert.ts";

const never = new AbortController().signal;
const clock = { now: () => Date.UTC(2026, 2, 2, 9, 6) };

let inbox: SmtpInbox;
const open: Channel[] = [];

beforeEach(async () => {
  inbox = await startSmtpInbox();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((channel) => channel.close()));
  await inbox.close();
});

function desk(mode: "alert" | "digest", given: Partial<MailConfig> = {}): Channel {
  const channel = openEmail({ id: "desk", mode }, aMailConfig(inbox.url, given), { clock });
  open.push(channel);
  return channel;
}

function alertFor(given: Partial<Message> = {}): Message {
  return aMessage({ id: "m1", destination: "desk", reader: aReader(), ...given });
}

function digestFor(given: Partial<Message> = {}): Message {
  return alertFor({ digest: A_DAY, ...given });
}

async function received(index = 0): Promise<SmtpInbox["mails"][number]> {
  const mail = (await inbox.arrived(index + 1))[index];
  if (mail === undefined) throw new Error("no mail");
  return mail;
}

describe("an alert by mail", () => {
  test("arrives once, from the configured sender, for the one reader", async () => {
    const delivery = await desk("alert").send(alertFor(), never);
    expect(delivery).toEqual({ kind: "sent", messageId: "<m1@example.com>" });
    expect(inbox.mails).toHaveLength(1);
    const { envelope, parsed } = await received();
    expect(envelope).toEqual({ from: "vigie@example.com", to: ["ada@example.org"] });
    expect(parsed.from).toEqual({ name: "Vigie", address: "vigie@example.com" });
    expect(parsed.to).toEqual(["ada@example.org"]);
    expect(parsed.subject).toBe("Night trams return to the harbour");
    expect(parsed.text).toContain("The night *trams* will run to the *harbour* again from Monday.");
  });

  test("carries the headers of a list that nobody answers, and no others", async () => {
    await desk("alert").send(alertFor(), never);
    const { headers } = (await received()).parsed;
    const varying = new Set(["content-type", "date"]);
    expect(Object.fromEntries([...headers].filter(([name]) => !varying.has(name)))).toEqual({
      from: "Vigie <vigie@example.com>",
      to: "ada@example.org",
      subject: "Night trams return to the harbour",
      "message-id": "<m1@example.com>",
      "in-reply-to": `<story.${"s".repeat(24)}@example.com>`,
      references: `<story.${"s".repeat(24)}@example.com>`,
      "list-id": '"Vigie desk" <desk.example.com>',
      "list-unsubscribe": "<mailto:vigie@example.com?subject=unsubscribe%20desk>",
      "auto-submitted": "auto-generated",
      "x-auto-response-suppress": "All",
      "mime-version": "1.0",
    });
  });

  test("keeps its Message-ID and Date at every attempt", async () => {
    const channel = desk("alert");
    inbox.next({ kind: "drop" });
    await expect(channel.send(alertFor(), never)).resolves.toMatchObject({ kind: "uncertain" });
    const again = alertFor({ earlier: { count: 1, uncertain: true } });
    await expect(channel.send(again, never)).resolves.toMatchObject({ kind: "sent" });
    const [first, second] = [(await received(0)).parsed, (await received(1)).parsed];
    expect(second.messageId).toBe(first.messageId);
    expect(second.headers.get("date")).toBe("Mon, 02 Mar 2026 09:06:00 +0000");
    expect(first.headers.get("date")).toBe(second.headers.get("date"));
    expect(second.text).toBe(first.text);
    expect(second.html).toBe(first.html);
  });

  test("several alerts in one message become one mail that answers nothing", async () => {
    const second = anAlert({
      id: "b",
      story: { ...anAlert().story, id: "other", title: "Ferries stop at noon" },
    });
    await desk("alert").send(alertFor({ alerts: [anAlert(), second] }), never);
    const { subject, text, headers } = (await received()).parsed;
    expect(subject).toBe("2 stories: Ferries stop at noon");
    expect(text).toContain("Night *trams* return");
    expect(headers.has("in-reply-to")).toBe(false);
  });
});

describe("a digest by mail", () => {
  test("answers nothing, so that mailboxes do not pile digests into one thread", async () => {
    await desk("digest").send(digestFor(), never);
    const { subject, headers } = (await received()).parsed;
    expect(subject).toBe("1 story: Night trams return to the harbour");
    expect(headers.has("in-reply-to")).toBe(false);
    expect(headers.has("references")).toBe(false);
  });

  test("of more than a hundred stories stays whole on its way", async () => {
    const alerts = Array.from({ length: 120 }, (_, n) =>
      anAlert({
        id: `a${n}`,
        story: { ...anAlert().story, id: `s${n}`, title: `Été à la rivière n° ${n}` },
        excerpt: { ...anAlert().excerpt, titleMarks: [] },
      }),
    );
    await expect(desk("digest").send(digestFor({ alerts }), never)).resolves.toMatchObject({ kind: "sent" });
    const { text, html } = (await received()).parsed;
    expect(text).toContain("Été à la rivière n° 119");
    expect(html.trimEnd()).toMatch(/<\/html>$/);
  });
});

describe("a way out", () => {
  test("goes to the address that was configured for it", async () => {
    await desk("alert", { unsubscribe: "out+news@example.net" }).send(alertFor(), never);
    const { headers, text } = (await received()).parsed;
    const link = "mailto:out%2Bnews@example.net?subject=unsubscribe%20desk";
    expect(headers.get("list-unsubscribe")).toBe(`<${link}>`);
    expect(headers.has("list-unsubscribe-post")).toBe(false);
    expect(text).toContain(`Unsubscribe: ${link}`);
  });

  test("takes one click where a page was configured, which learns who leaves what", async () => {
    const mail = { unsubscribe: "https://news.example.net/leave" };
    await desk("digest", mail).send(digestFor({ reader: aReader({ address: "ada+x@example.org" }) }), never);
    const { headers, html } = (await received()).parsed;
    const page = "https://news.example.net/leave?list=desk&address=ada%2Bx%40example.org";
    expect(headers.get("list-unsubscribe")?.replaceAll(/\s+/g, " ")).toBe(
      `<${page}>, <mailto:vigie@example.com?subject=unsubscribe%20desk>`,
    );
    expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(html).toContain(`href="${page.replace("&", "&amp;")}"`);
  });
});

describe("hostile input", () => {
  test("a headline with line ends adds no header and no recipient", async () => {
    const title = "Trams\r\nBcc: zoe@example.org\r\n\r\nBody\r\n.\r\nRCPT TO:<zoe@example.org>";
    const story = { ...anAlert().story, title };
    await desk("alert").send(alertFor({ alerts: [anAlert({ story })] }), never);
    expect(inbox.mails).toHaveLength(1);
    const { envelope, parsed } = await received();
    expect(envelope.to).toEqual(["ada@example.org"]);
    expect(parsed.headers.has("bcc")).toBe(false);
    expect(parsed.subject).toBe("Trams Bcc: zoe@example.org Body . RCPT TO:<zoe@example.org>");
  });

  test("an excerpt of dot lines arrives as it is", async () => {
    const excerpt = { ...anAlert().excerpt, text: ". .. ...\r\n.\r\nQUIT", marks: [] };
    await desk("alert").send(alertFor({ alerts: [anAlert({ excerpt })] }), never);
    expect((await received()).parsed.text).toContain(". .. ... . QUIT");
  });

  test("ids with strange characters make neither a header nor an address invalid", async () => {
    const message = alertFor({ id: "a b>\r\nX: y", destination: "le bureau" });
    await desk("alert").send(message, never);
    const { messageId, headers } = (await received()).parsed;
    expect(messageId).toBe("<a-b---X--y@example.com>");
    expect(headers.get("list-id")).toBe('"Vigie le bureau" <le-bureau.example.com>');
  });

  test.each(["ada@x\r\nRCPT TO:<z@x>", "ada@example.org, zoe@example.org", '"a"@example.org', ""])(
    "a reader %j is refused before anything is sent",
    async (address) => {
      const delivery = await desk("alert").send(alertFor({ reader: aReader({ address }) }), never);
      expect(delivery).toMatchObject({ kind: "rejected", scope: "message" });
      expect(inbox.mails).toHaveLength(0);
    },
  );

  test("a message without a reader or without an alert is refused, not sent to nobody", async () => {
    const channel = desk("alert");
    await expect(channel.send(aMessage(), never)).resolves.toMatchObject({ kind: "rejected" });
    await expect(channel.send(alertFor({ alerts: [] }), never)).resolves.toMatchObject({ kind: "rejected" });
    expect(inbox.mails).toHaveLength(0);
  });
});

describe("a transport", () => {
  test("can be shared: closing one channel leaves it open for the other", async () => {
    const mail = aMailConfig(inbox.url);
    const transport = openMailTransport(mail);
    const one = openEmail({ id: "one", mode: "alert" }, mail, { clock, transport });
    const two = openEmail({ id: "two", mode: "alert" }, mail, { clock, transport });
    await one.send(alertFor({ id: "m1" }), never);
    await one.close();
    await expect(two.send(alertFor({ id: "m2" }), never)).resolves.toMatchObject({ kind: "sent" });
    await transport.close();
  });

  test("refuses a server that cannot be one, and does not repeat its password", () => {
    const opening = (): unknown => openMailTransport(aMailConfig("smtp://user:s3cret%@mail.example.org"));
    expect(opening).toThrow(/^mail\.smtp: (?!.*s3cret)/);
  });

  test("many messages at once all arrive, each once", async () => {
    const channel = desk("alert");
    const ids = Array.from({ length: 12 }, (_, n) => `m${n}`);
    const deliveries = await Promise.all(ids.map((id) => channel.send(alertFor({ id }), never)));
    expect(new Set(deliveries.map((delivery) => delivery.kind))).toEqual(new Set(["sent"]));
    expect(inbox.mails.map((mail) => mail.parsed.messageId).toSorted()).toEqual(
      ids.map((id) => `<${id}@example.com>`).toSorted(),
    );
  });
});
