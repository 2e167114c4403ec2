import { describe, expect, it } from "vitest";
import { complaints, HOOK, load, sound } from "../support/a-config-folder.ts";

/** What is said of a `vigie.yaml` with these lines besides the destination that the profile needs. */
async function said(lines: string, env: Record<string, string> = { HOOK }): Promise<string[]> {
  const desk = 'destinations:\n  desk: { kind: discord-webhook, url: "${HOOK}" }\n';
  return complaints({ "vigie.yaml": `${desk}${lines}\n` }, env);
}

/** What is said of one destination. */
async function saidOf(destination: string, env: Record<string, string> = { HOOK }): Promise<string[]> {
  return (await said(`  other: ${destination}`, env)).map((line) => line.replace(/^(\w+) \S+ /u, "$1 "));
}

describe("intervals", () => {
  it("bend to an explicit `every` when the bounds are left out", async () => {
    const fast = await sound({ "vigie.yaml": "poll: { every: 1m }\n", "profiles/trams.yaml": undefined });
    expect(fast.poll).toMatchObject({ everyMs: 60_000, fastestMs: 60_000, slowestMs: 21_600_000 });
    const slow = await sound({ "vigie.yaml": "poll: { every: 1d }\n", "profiles/trams.yaml": undefined });
    expect(slow.poll).toMatchObject({ everyMs: 86_400_000, fastestMs: 300_000, slowestMs: 86_400_000 });
  });

  it.each([
    ["{ fastest: 7h }", 'fastest: expected at most `slowest`, found "7h"'],
    ["{ fastest: 20m }", 'fastest: expected at most `every`, found "20m"'],
    ["{ slowest: 10m }", 'slowest: expected at least `every`, found "10m"'],
    [
      "{ heartbeat: 61 * * * * }",
      'heartbeat: expected a cron expression of five or six fields, such as "* * * * *", found "61 * * * *"',
    ],
    [
      "{ every: 15 }",
      "every: expected a duration from 1s to 30d, such as 20s, 15m, 6h or 7d, found the number 15",
    ],
    ["{ concurrency: 0 }", "concurrency: expected a whole number from 1 to 256, found the number 0"],
    ["{ concurrency: 1.5 }", "concurrency: expected a whole number from 1 to 256, found the number 1.5"],
  ])("of %s are refused", async (poll, problem) => {
    expect(await said(`poll: ${poll}`)).toEqual([expect.stringContaining(`poll.${problem}`)]);
  });
});

describe("time zones and languages", () => {
  it.each(["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe"])(
    "%s is one",
    async (zone) => {
      expect(await said(`timezone: ${zone}`)).toEqual([]);
    },
  );

  it.each(['"+01:00"', "Paris", "Europe", '""'])("%s is none", async (zone) => {
    expect(await said(`timezone: ${zone}`)).toEqual([
      expect.stringContaining("timezone: expected an IANA time zone"),
    ]);
  });

  it("are those that vigie speaks", async () => {
    expect(await said("language: fra")).toEqual([
      'error config/vigie.yaml:3:11 language: expected "fr" or "en", found "fra"; did you mean "fr"?',
    ]);
  });
});

describe("the network", () => {
  it("has room for private blocks and for hosts at a pace of their own", async () => {
    const config = await sound({
      "vigie.yaml":
        "network: { allowAddresses: [10.1.0.0/16, fd00::/8], contact: robot@example.org, hosts: { example.org: { gap: 60s } } }\n",
      "profiles/trams.yaml": undefined,
    });
    expect(config.network).toEqual({
      deadlineMs: 20_000,
      maxBodyBytes: 10_485_760,
      allowAddresses: ["10.1.0.0/16", "fd00::/8"],
      hosts: [{ host: "example.org", connections: 1, gapMs: 60_000 }],
      contact: "robot@example.org",
    });
  });

  it.each([
    [
      "{ allowAddresses: [10.0.0.1] }",
      'allowAddresses[0]: expected a block of addresses such as 127.0.0.1/32 or fd00::/8, found "10.0.0.1"; did you mean "10.0.0.1/32"?',
    ],
    ["{ allowAddresses: [10.0.0.0/33] }", "allowAddresses[0]: expected a block"],
    ["{ allowAddresses: [localhost/32] }", "allowAddresses[0]: expected a block"],
    ["{ maxBody: 10MB }", 'maxBody: expected a size from 1KiB to 256MiB, such as 10MiB, found "10MB"'],
    ["{ deadline: 1h }", "deadline: expected a duration from 1s to 5m"],
    ["{ hosts: { example.org.: {} } }", "hosts.example.org.: expected a host in small letters"],
    ["{ hosts: { https://example.org: {} } }", "hosts.https://example.org: expected a host in small letters"],
    ['{ contact: "a\\tb" }', "contact: expected a mail address, or a page"],
  ])("refuses %s", async (network, problem) => {
    expect(await said(`network: ${network}`)).toEqual([expect.stringContaining(`network.${problem}`)]);
  });
});

describe("the store", () => {
  it("says that PostgreSQL is to come", async () => {
    expect(await said('store: { kind: postgres, url: "postgres://db" }')).toEqual([
      'error config/vigie.yaml:3:16 store.kind: expected "file": PostgreSQL comes with a later version, found "postgres"',
      "error config/vigie.yaml:3:26 store.url: this key is not supported by this version",
    ]);
  });
});

describe("the console", () => {
  it.each([
    ["{ listen: 127.0.0.1:9000 }", { host: "127.0.0.1", port: 9000 }],
    ['{ listen: "[::1]:8460" }', { host: "::1", port: 8460 }],
    ["{ listen: localhost:0 }", { host: "localhost", port: 0 }],
    ["off", undefined],
  ])("listens where it is told: %s", async (console, expected) => {
    const config = await sound({ "vigie.yaml": `console: ${console}\n`, "profiles/trams.yaml": undefined });
    expect(config.console).toEqual(expected);
  });

  it.each([
    [
      "{ listen: 8460 }",
      "console.listen: expected an address and a port such as 127.0.0.1:8460 or [::1]:8460, found the number 8460",
    ],
    ["{ listen: :8460 }", 'did you mean "127.0.0.1:8460"?'],
    ["{ listen: 127.0.0.1:99999 }", "console.listen: expected an address and a port"],
    ["{ listen: ::1:8460 }", "console.listen: expected an address and a port"],
    ["on", 'console: expected "off" or a map such as { listen: 127.0.0.1:8460 }, found "on"'],
  ])("refuses %s", async (console, problem) => {
    expect(await said(`console: ${console}`)).toEqual([expect.stringContaining(problem)]);
  });

  it("warns when others than this machine can reach it", async () => {
    expect(await said("console: { listen: 0.0.0.0:8460 }")).toEqual([
      "warning config/vigie.yaml:3:20 console.listen: everybody who can reach this address can read this page, since it has no accounts yet: use 127.0.0.1 and a tunnel",
    ]);
  });
});

describe("a destination whose variable is not set", () => {
  it("is off and says so, and the rest runs", async () => {
    const outcome = await load({}, {});
    if (outcome.kind !== "loaded") throw new Error("not loaded");
    expect(outcome.config.destinations).toMatchObject([{ id: "desk", off: "HOOK is not set" }]);
    expect(await complaints({}, {})).toEqual([
      "warning config/vigie.yaml:2:39 destinations.desk.url: ${HOOK} is not set, so this destination is off: set it in the environment or in .env",
    ]);
  });

  it("is still checked for everything else", async () => {
    const found = await saidOf('{ kind: discord-bot, token: "${NO}", channel: general, languge: fr }');
    expect(found).toEqual([
      expect.stringContaining("warning destinations.other.token: ${NO} is not set"),
      expect.stringContaining("error destinations.other.channel: expected a channel id"),
      expect.stringContaining("error destinations.other.languge: unknown key"),
    ]);
  });

  it("sends mail only when the server is set as well", async () => {
    const vigie = {
      "vigie.yaml":
        'destinations: { desk: { kind: email, to: [a@example.org] } }\nmail: { smtp: "${SMTP}", from: Vigie <v@example.org> }\n',
    };
    const without = await sound(vigie, {});
    expect(without.destinations).toMatchObject([{ off: "SMTP is not set: no mail can be sent" }]);
    expect(without.mail).toBeUndefined();
    const config = await sound(vigie, { SMTP: "smtp://mail.example.org" });
    expect(config.destinations).toEqual([
      {
        id: "desk",
        kind: "email",
        mode: "alert",
        readers: [{ address: "a@example.org", language: "en", timezone: "UTC" }],
      },
    ]);
    expect(config.mail?.from).toEqual({ name: "Vigie", address: "v@example.org" });
  });

  it("is an error anywhere else, unless there is a default", async () => {
    expect(await said('timezone: "${ZONE}"')).toEqual([
      "error config/vigie.yaml:3:11 timezone: ${ZONE} is not set: set it in the environment or in .env, or write ${ZONE:-default}",
    ]);
    expect(await said('poll: { every: "${EVERY}" }')).toEqual([
      expect.stringContaining("poll.every: ${EVERY} is not set"),
    ]);
    expect(await said('timezone: "${ZONE:-Europe/Paris}"')).toEqual([]);
  });
});

describe("a Discord destination", () => {
  it("may be told not to repeat a post that may have arrived", async () => {
    const hook = (delivery: string) =>
      `destinations: { desk: { kind: discord-webhook, url: "\${HOOK}"${delivery} } }\n`;
    const atMostOnce = async (delivery: string) =>
      (await sound({ "vigie.yaml": hook(delivery) })).destinations.map((one) => "atMostOnce" in one);
    expect(await atMostOnce(", delivery: at-most-once")).toEqual([true]);
    expect(await atMostOnce(", delivery: at-least-once")).toEqual([false]);
    expect(await atMostOnce("")).toEqual([false]);
    expect(await saidOf('{ kind: discord-webhook, url: "${HOOK}", delivery: once }')).toEqual([
      expect.stringMatching(/destinations\.other\.delivery: expected .*at-least-once.*at-most-once/),
    ]);
  });

  it.each([
    [
      '{ kind: discord-webhook, url: "${URL}" }',
      "https://example.org/",
      "error destinations.other.url: the address is not a Discord webhook: expected …/api/webhooks/ID/TOKEN",
    ],
    [
      '{ kind: discord-webhook, url: "${URL}" }',
      "http://127.0.0.1:99/api/webhooks/1/x",
      'error destinations.other.url: http:// would send the secret in clear: write https://, or add to vigie.yaml: network: { allowAddresses: ["127.0.0.1/32"] }',
    ],
    [
      '{ kind: discord-webhook, url: "${URL}" }',
      "http://[fd00::5]/api/webhooks/1/x",
      'error destinations.other.url: http:// would send the secret in clear: write https://, or add to vigie.yaml: network: { allowAddresses: ["fd00::5/128"] }',
    ],
    [
      '{ kind: discord-webhook, url: "${URL}" }',
      "http://localhost/api/webhooks/1/x",
      "error destinations.other.url: http:// would send the secret in clear: write https://",
    ],
    [
      '{ kind: discord-bot, token: t, channel: "1", api: "${URL}" }',
      "http://discord.example.org/api",
      "error destinations.other.api: http:// would send the secret in clear: write https://",
    ],
    [
      '{ kind: discord-bot, token: t, channel: "1", api: "${URL}" }',
      "file:///etc/passwd",
      "error destinations.other.api: expected an address that begins with https://",
    ],
    [
      '{ kind: discord-bot, token: t, channel: "1", api: "${URL}" }',
      "https://user:word@example.org/",
      "error destinations.other.api: must not hold a user name or password",
    ],
  ])("%s at %s is refused", async (destination, url, problem) => {
    const found = await saidOf(destination, { HOOK, URL: url });
    expect(found.filter((line) => line.startsWith("error"))).toEqual([problem]);
  });

  it("may use http inside an address block that the operator allowed", async () => {
    const allowed = "network: { allowAddresses: [127.0.0.0/8] }\n";
    const vigie = 'destinations: { desk: { kind: discord-webhook, url: "${HOOK}", language: fr } }\n';
    const config = await sound(
      { "vigie.yaml": allowed + vigie },
      { HOOK: "http://127.0.0.1:99/api/webhooks/1/x" },
    );
    expect(config.destinations[0]).toMatchObject({ kind: "discord-webhook", language: "fr" });
  });

  it("wants the channel's number in quotes", async () => {
    expect(await saidOf('{ kind: discord-bot, token: "${HOOK}", channel: 123456789012345678 }')).toEqual([
      'error destinations.other.channel: expected a channel id, digits only in quotes, found the number 123456789012345678; write "123456789012345678"',
    ]);
  });
});

describe("a mail destination", () => {
  const mail = 'mail: { smtp: "${SMTP}", from: v@example.org }';
  const env = { HOOK, SMTP: "smtps://mail.example.org" };

  it("knows its readers, each with a zone and a language", async () => {
    const config = await sound(
      {
        "vigie.yaml": [
          "language: fr",
          "timezone: Europe/Paris",
          mail,
          "destinations:",
          "  desk:",
          "    kind: email",
          "    mode: digest",
          "    at: 08:00",
          "    to: [a@example.org]",
          "    readers: [{ address: b@example.org, timezone: Europe/London, language: en }, { address: c@example.org }]",
        ].join("\n"),
      },
      env,
    );
    expect(config.destinations).toEqual([
      {
        id: "desk",
        kind: "email",
        mode: "digest",
        readers: [
          { address: "a@example.org", language: "fr", timezone: "Europe/Paris" },
          { address: "b@example.org", language: "en", timezone: "Europe/London" },
          { address: "c@example.org", language: "fr", timezone: "Europe/Paris" },
        ],
        schedule: { at: "08:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
      },
    ]);
  });

  it.each([
    ["{ kind: email }", "to: missing: expected at least one reader under `to` or `readers`"],
    ["{ kind: email, to: [] }", "to: expected at least one reader under `to` or `readers`, found a list"],
    ["{ kind: email, to: a@example.org }", 'to: expected a list, found "a@example.org"'],
    ['{ kind: email, to: ["a@example.org, b@example.org"] }', "to[0]: expected one bare mail address"],
    ['{ kind: email, to: ["a@x\\r\\nRCPT TO:<z@x>"] }', "to[0]: holds a control character"],
    [
      "{ kind: email, to: [a@example.org, A@example.org] }",
      "to[1]: this address is in the destination already",
    ],
    ["{ kind: email, to: [a@example.org], at: 08:00 }", 'at: expected only with mode: digest, found "08:00"'],
    [
      "{ kind: email, to: [a@example.org], days: [mon] }",
      "days: expected only with mode: digest, found a list",
    ],
    [
      "{ kind: email, to: [a@example.org], mode: digest }",
      'at: missing: expected an hour such as "08:00", since mode is digest',
    ],
    ["{ kind: email, to: [a@example.org], mode: digest, at: 8:00 }", 'found "8:00"; did you mean "08:00"?'],
    ["{ kind: email, to: [a@example.org], mode: digest, at: 8h30 }", 'found "8h30"; did you mean "08:30"?'],
    [
      '{ kind: email, to: [a@example.org], mode: digest, at: "24:00" }',
      'at: expected a time of day from 00:00 to 23:59, such as 08:00, found "24:00"',
    ],
    [
      "{ kind: email, to: [a@example.org], mode: digest, at: 08:00, days: [] }",
      "days: expected at least one entry, found a list",
    ],
    [
      "{ kind: email, to: [a@example.org], mode: digest, at: 08:00, days: [Monday] }",
      'days[0]: expected "mon", "tue", "wed", "thu", "fri", "sat" or "sun", found "Monday"; did you mean "mon"?',
    ],
    [
      "{ kind: email, readers: [{ address: a@example.org, timezone: Paris }] }",
      "readers[0].timezone: expected an IANA time zone",
    ],
  ])("%s is refused", async (destination, problem) => {
    const found = await said(`  other: ${destination}\n${mail}`, env);
    expect(found).toContainEqual(expect.stringContaining("destinations.other."));
    expect(found.find((line) => line.startsWith("error"))).toContain(problem);
  });

  it("needs a server and a sender", async () => {
    expect(await saidOf("{ kind: email, to: [a@example.org] }")).toEqual([
      "error destinations.other.kind: sends mail, but vigie.yaml has no `mail:` with a server and a sender",
    ]);
  });

  it.each([
    ['{ smtp: "${SMTP}", from: Vigie }', "mail.from: expected a sender such as Vigie <vigie@example.org>"],
    [
      "{ smtp: mail.example.org, from: v@example.org }",
      "mail.smtp: expected a mail server such as smtp://user:password@host:587",
    ],
    ['{ smtp: "${SMTP}" }', "mail.from: missing: expected a sender"],
    [
      '{ smtp: "${SMTP}", from: v@example.org, unsubscribe: http://example.org }',
      "mail.unsubscribe: expected a mail address, or a page that begins with https://",
    ],
  ])("refuses mail: %s", async (text, problem) => {
    expect(await said(`mail: ${text}`, env)).toEqual([expect.stringContaining(problem)]);
  });
});

describe("names of destinations", () => {
  it.each(["a/b", '"a b"', "-a", `"${"x".repeat(65)}"`])("such as %s are refused", async (name) => {
    expect(await said(`  ${name}: { kind: discord-webhook, url: "\${HOOK}" }`)).toEqual([
      expect.stringMatching(
        /^error config\/vigie\.yaml:3:3 destinations\..*expected an id of letters, digits, - and _, at most 64$/u,
      ),
    ]);
  });
});
