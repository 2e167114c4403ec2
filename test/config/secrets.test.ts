import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/config/problems.ts";
import { shownUrl } from "../../src/model/address-secrets.ts";
import { complaints, HOOK, load, problemsOf, sound } from "../support/a-config-folder.ts";

const BOT_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB";

describe("a secret typed into a file", () => {
  it.each([
    [`  other: { kind: discord-webhook, url: "${HOOK}" }`, "destinations.other.url", "DISCORD_WEBHOOK_URL"],
    [
      `  other: { kind: discord-bot, token: ${BOT_TOKEN}, channel: "1" }`,
      "destinations.other.token",
      "DISCORD_BOT_TOKEN",
    ],
    [`mail: { smtp: "smtp://me:word@example.org", from: a@example.org }`, "mail.smtp", "VIGIE_SMTP_URL"],
  ])("gets a warning with the way out: %s", async (lines, path, variable) => {
    const vigie = `destinations:\n  desk: { kind: discord-webhook, url: "\${HOOK}" }\n${lines}\n`;
    const found = await complaints({ "vigie.yaml": vigie });
    expect(found).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning config/vigie.yaml:3:\\d+ ${path}: a secret is typed into this file: put ${variable}=… into .env, and "\\$\\{${variable}\\}" here$`,
          "u",
        ),
      ),
    ]);
  });

  it("gets it wherever it was pasted", async () => {
    expect(
      await complaints({ "feeds.yaml": `feeds: [{ url: https://example.org/, name: "${BOT_TOKEN}" }]\n` }),
    ).toEqual([expect.stringContaining("feeds[0].name: a secret is typed into this file")]);
    expect(
      await complaints({ "feeds.yaml": "feeds: [{ url: https://me:word@example.org/feed }]\n" }),
    ).toEqual([expect.stringContaining("put VIGIE_PRIVATE_URL=… into .env")]);
  });

  it("gets none when the password comes from a variable", async () => {
    const feeds = { "feeds.yaml": 'feeds: [{ url: "https://me:${WORD}@example.org/feed" }]\n' };
    expect(await complaints(feeds, { HOOK, WORD: "word" })).toEqual([]);
  });
});

describe("a variable in the address of a feed", () => {
  const KEY = "a-key-that-nobody-may-read";

  it.each([
    ["https://example.org/f?key=${KEY}", KEY, "https://example.org/f?key=${KEY}"],
    ["https://example.org/${KEY}/feed", KEY, "https://example.org/${KEY}/feed"],
    ["${KEY}", `https://example.org/f?key=${KEY}`, "https://example.org/${KEY}"],
    ["https://${KEY}/feed", "example.org", "https://example.org/feed"],
    ["https://me:${KEY}@example.org/feed", KEY, "https://example.org/feed"],
    ["https://example.org/${NONE:-feed}", KEY, "https://example.org/feed"],
  ])("is what is shown of it, behind the host: %s", async (url, value, shown) => {
    const { feeds } = await sound({ "feeds.yaml": `feeds: [{ url: "${url}" }]\n` }, { HOOK, KEY: value });
    expect(feeds.map(shownUrl)).toEqual([shown]);
  });

  it("is replaced in every line of the log", async () => {
    const feeds = 'feeds: [{ url: "https://example.org/f?key=${KEY}" }]\n';
    const outcome = await load({ "feeds.yaml": feeds }, { HOOK, KEY });
    const secrets = outcome.kind === "loaded" ? outcome.secrets.map((secret) => secret.reveal()) : [];
    expect(secrets).toContain(KEY);
  });
});

describe("a problem", () => {
  const secret = "sEcReT0123456789sEcReT0123456789sEcReT";
  const places: readonly (readonly [string, string])[] = [
    ["vigie.yaml", `destinations: { desk: { kind: discord-webhook, url: "${secret}" } }`],
    [
      "vigie.yaml",
      `destinations: { desk: { kind: discord-webhook, url: "https://x/api/webhooks/1/${secret}/slack" } }`,
    ],
    [
      "vigie.yaml",
      `destinations: { desk: { kind: discord-bot, token: "${secret} x", channel: "${secret}" } }`,
    ],
    ["vigie.yaml", `mail: { smtp: "http://me:${secret}@example.org/${secret}", from: "${secret}" }`],
    ["vigie.yaml", `mail: "smtp://me:${secret}@example.org"`],
    ["vigie.yaml", `${secret}: 1`],
    ["vigie.yaml", `timezone: ${secret}`],
    ["vigie.yaml", `mail: { smtp: ${secret}: ${secret}`],
    ["vigie.yaml", `store: { kind: "${secret}" }`],
    ["feeds.yaml", `feeds: [{ url: "ftp://me:${secret}@example.org/${secret}?key=${secret}" }]`],
    ["feeds.yaml", `feeds: [{ url: "https://example.org/?key=${secret}", id: "${secret}${secret}" }]`],
    ["feeds.yaml", `feeds: ["https://me:${secret}@example.org"]`],
    [
      "feeds.yaml",
      `feeds: [{ url: "\${KEY}" }, { url: "x\${KEY}" }, { url: "\${KEY}.org/feed" }, { id: "\${KEY}/" }]`,
    ],
    [
      "profiles/trams.yaml",
      `id: trams\nname: T\ndestinations: ["${secret}", "\${KEY}"]\nconcepts: { a: { role: "${secret}", any: [b] } }`,
    ],
    ["../.env", `${secret}\nexport A=${secret}\nB="${secret}`],
  ];

  it.each(places)("in %s never shows a secret: %s", async (file, text) => {
    const outcome = await load({ [file]: `${text}\n` }, { HOOK: secret, KEY: secret });
    const messages = problemsOf(outcome).map(formatProblem);
    expect(messages.length).toBeGreaterThan(0);
    expect(
      problemsOf(outcome)
        .map(({ message }) => message)
        .join("\n"),
    ).not.toContain(secret.slice(0, 12));
  });

  it("never shows the value of a variable, whatever it is and wherever it is used", async () => {
    const uses = {
      "vigie.yaml":
        'language: "${KEY}"\ntimezone: "${KEY}"\npoll: { every: "${KEY}" }\nconsole: { listen: "${KEY}" }\ndestinations: { desk: { kind: discord-webhook, url: "${KEY}" } }\nmail: { smtp: "${KEY}", from: "${KEY}", unsubscribe: "${KEY}" }\nnetwork: { allowAddresses: ["${KEY}"], contact: "${KEY}" }\n',
      "feeds.yaml": 'feeds: [{ url: "${KEY}", language: "${KEY}", id: "${KEY}", first-poll: "${KEY}" }]\n',
    };
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-zA-Z0-9.:/@-]{9,40}$/u), async (value) => {
        const outcome = await load(uses, { KEY: `Qz${value}` });
        for (const { message } of problemsOf(outcome)) expect(message).not.toContain(`Qz${value}`);
      }),
      { numRuns: 25 },
    );
  });
});
