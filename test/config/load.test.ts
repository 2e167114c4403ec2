import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig, loadProfiles } from "../../src/config/load.ts";
import { formatProblem } from "../../src/config/problems.ts";
import { Secret } from "../../src/model/secret.ts";
import {
  aConfigFolder,
  complaints,
  HOOK,
  load,
  problemsOf,
  shown,
  sound,
} from "../support/a-config-folder.ts";

describe("a sound configuration", () => {
  it("is loaded with every default in place", async () => {
    const config = await sound();
    expect(config).toMatchObject({
      language: "en",
      timezone: "UTC",
      store: { kind: "file", directory: "data", textBytes: 2 ** 30 },
      poll: {
        heartbeat: "* * * * *",
        everyMs: 900_000,
        fastestMs: 300_000,
        slowestMs: 21_600_000,
        concurrency: 32,
      },
      network: { deadlineMs: 20_000, maxBodyBytes: 10_485_760, allowAddresses: [], hosts: [] },
      console: { host: "127.0.0.1", port: 8460 },
      trackingParams: [],
    });
    expect(config.mail).toBeUndefined();
    expect(config.feeds).toEqual([
      {
        id: "example-org-feed",
        url: "https://example.org/feed",
        name: "example.org",
        tags: [],
        firstPoll: { kind: "silent" },
      },
    ]);
    expect(config.profiles).toEqual([
      {
        id: "trams",
        name: { fr: "Trams", en: "Trams" },
        threshold: 50,
        destinations: ["desk"],
        concepts: [{ id: "tram", role: "core", weight: 60, any: ["tram"], exact: [], near: [], regex: [] }],
        exclude: [],
        require: [],
        boost: [],
        mute: [],
        tests: [],
      },
    ]);
  });

  it("takes variables from the environment first, then from .env beside the folder", async () => {
    const files = {
      "../.env": 'HOOK="https://discord.com/api/webhooks/1/from-the-file"\nZONE=Europe/Paris\n',
    };
    const vigie = {
      "vigie.yaml":
        'timezone: "${ZONE}"\ndestinations: { desk: { kind: discord-webhook, url: "${HOOK}" } }\n',
    };
    const fromFile = await sound({ ...files, ...vigie }, {});
    expect(fromFile.timezone).toBe("Europe/Paris");
    expect(urlOf(fromFile.destinations[0])).toBe("https://discord.com/api/webhooks/1/from-the-file");
    const fromEnvironment = await sound({ ...files, ...vigie }, { HOOK });
    expect(urlOf(fromEnvironment.destinations[0])).toBe(HOOK);
  });

  it("lets an empty variable of the environment switch off what .env sets", async () => {
    const config = await sound({ "../.env": `HOOK=${HOOK}\n` }, { HOOK: "" });
    expect(config.destinations[0]).toMatchObject({ off: "HOOK is not set" });
  });

  it("names its secrets for the log to hide, passwords on their own as well", async () => {
    const outcome = await load(
      {
        "vigie.yaml":
          'destinations: { desk: { kind: discord-webhook, url: "${HOOK}" } }\nmail: { smtp: "${SMTP}", from: a@example.org }\n',
        "feeds.yaml": 'feeds: [{ url: "${PRIVATE}" }]\n',
      },
      { HOOK, SMTP: "smtp://u:p%40ss@mail.example.org", PRIVATE: "https://me:word@example.org/feed" },
    );
    if (outcome.kind !== "loaded") throw new Error("not loaded");
    expect(outcome.secrets.map((secret) => secret.reveal())).toEqual([
      HOOK,
      "a-token-that-nobody-may-read",
      "smtp://u:p%40ss@mail.example.org",
      "p%40ss",
      "p@ss",
      "feed",
      "https://me:word@example.org/feed",
      "word",
    ]);
    expect(JSON.stringify(outcome)).not.toMatch(/nobody-may-read|p%40ss/u);
  });
});

describe("a faulty configuration", () => {
  it("is refused with every fault of every file in one run, each at its place", async () => {
    const found = await complaints({
      "vigie.yaml": [
        "langauge: fr",
        "timezone: Europe/Pris",
        "poll:",
        "  every: 15x",
        "  fastest: 10h",
        "  slowest: 6h",
        "destinations:",
        '  desk: { kind: discord-webhok, url: "${HOOK}" }',
        "  morning: { kind: email, mode: digest, to: [x] }",
      ].join("\n"),
      "feeds.yaml": ["feeds:", "  - url: ftp://example.org/", "    languag: fr", "  - name: nowhere"].join(
        "\n",
      ),
      "profiles/trams.yaml": [
        "id: trams",
        "name: T",
        "destinations: [dsek]",
        "threshold: 101",
        "concepts: {}",
      ].join("\n"),
      "profiles/trains.yaml": "id: trams\nname: T\ndestinations: [desk]\nconcepts: { a: { any: [010] } }\n",
      "tracking-params.yaml": 'parameters: ["*all"]\n',
    });
    expect(found).toEqual([
      'error config/vigie.yaml:1:1 langauge: unknown key "langauge"; did you mean "language"?',
      'error config/vigie.yaml:2:11 timezone: expected an IANA time zone such as Europe/Paris, found "Europe/Pris"; did you mean "Europe/Paris"?',
      'error config/vigie.yaml:4:10 poll.every: expected a duration from 1s to 30d, such as 20s, 15m, 6h or 7d, found "15x"',
      'error config/vigie.yaml:5:12 poll.fastest: expected at most `slowest`, found "10h"',
      'error config/vigie.yaml:8:17 destinations.desk.kind: expected "discord-webhook", "discord-bot" or "email", found "discord-webhok"; did you mean "discord-webhook"?',
      'error config/vigie.yaml:9:3 destinations.morning.at: missing: expected an hour such as "08:00", since mode is digest',
      'error config/vigie.yaml:9:46 destinations.morning.to[0]: expected one bare mail address such as reader@example.org, found "x"',
      'error config/feeds.yaml:2:10 feeds[0].url: expected an address that begins with https:// or http://, found "ftp://example.org"',
      'error config/feeds.yaml:3:5 feeds[0].languag: unknown key "languag"; did you mean "language"?',
      "error config/feeds.yaml:4:5 feeds[1].url: missing: expected an address that begins with https:// or http://",
      "warning config/profiles/trains.yaml:1:5 id: the file should be called trams.yaml",
      'error config/profiles/trains.yaml:4:24 concepts.a.any[0]: expected a term in quotes, found the number 010; write "010"',
      "error config/profiles/trams.yaml:1:5 id: this id is already taken in trains.yaml",
      'error config/profiles/trams.yaml:3:16 destinations[0]: no destination of this name in vigie.yaml; did you mean "desk"?',
      "error config/profiles/trams.yaml:4:12 threshold: expected a whole number from 0 to 100, found the number 101",
      "error config/profiles/trams.yaml:5:11 concepts: expected at least one concept, or a query",
      'error config/tracking-params.yaml:1:14 parameters[0]: expected the name of a query parameter, perhaps with a * at its end, found "*all"',
    ]);
  });

  it("is refused when a file is missing, and names it", async () => {
    expect(await complaints({ "vigie.yaml": undefined, "feeds.yaml": undefined })).toEqual([
      "error config/vigie.yaml:1:1 no such file: --config names the folder that holds it",
      "error config/feeds.yaml:1:1 no such file: it lists the feeds to read",
    ]);
  });

  it.each([
    ["", "the file is empty"],
    ["# only a comment\n", "the file is empty"],
  ])("is refused when a file says nothing (%j)", async (text, message) => {
    expect(await complaints({ "feeds.yaml": text })).toEqual([`error config/feeds.yaml:1:1 ${message}`]);
  });

  it.each([
    ["vigie.yaml", 1],
    ["feeds.yaml", 32],
  ])("is refused when %s is larger than %i MiB", async (file, most) => {
    expect(await complaints({ [file]: `#${" ".repeat(most * 1024 ** 2)}` })).toEqual([
      `error config/${file}:1:1 larger than ${most} MiB: split it, or look what it really is`,
    ]);
  });

  it("is refused when a file is not UTF-8, from the first bad letter on", async () => {
    const latin1 = Buffer.from("feeds:\n  - name: Libération\n    url: https://example.org/\n", "latin1");
    expect(await complaints({ "feeds.yaml": latin1 })).toEqual([
      "error config/feeds.yaml:2:14 not UTF-8 from here on: save the file as UTF-8",
    ]);
  });

  it("is refused when a file is a folder", async () => {
    const folder = await aConfigFolder({ "feeds.yaml": undefined });
    await mkdir(join(folder, "feeds.yaml"));
    const outcome = await loadConfig({ directory: folder, env: { HOOK } });
    expect(problemsOf(outcome).map(shown)).toEqual(["error config/feeds.yaml:1:1 cannot be read (EISDIR)"]);
  });
});

describe("a warning", () => {
  it("is given for a .env file that others can read, or with lines that say nothing", async () => {
    const folder = await aConfigFolder({ "../.env": "export A=1\n" });
    await chmod(join(folder, "../.env"), 0o644);
    const outcome = await loadConfig({ directory: folder, env: { HOOK } });
    expect(outcome.kind).toBe("loaded");
    expect(problemsOf(outcome).map(formatProblem)).toEqual([
      ".env:1:1 not NAME=value, so not read",
      ".env:1:1 other users of this machine can read this file: chmod 600 .env",
    ]);
  });

  it("is given when there is no profile, or one that is not read", async () => {
    expect(await complaints({ "profiles/trams.yaml": undefined })).toEqual([
      "warning config/profiles:1:1 no such folder: nothing will be found",
    ]);
    expect(await complaints({ "profiles/trams.yaml": undefined, "profiles/old.yml": "" })).toEqual([
      "warning config/profiles/old.yml:1:1 is not read: name it .yaml",
      "warning config/profiles:1:1 holds no profile (*.yaml): nothing will be found",
    ]);
  });
});

describe("profiles alone", () => {
  it("are loaded from any folder, without looking for their destinations", async () => {
    const folder = await aConfigFolder({
      "profiles/trams.yaml": "id: trams\nname: T\ndestinations: [nowhere]\nconcepts: { a: { any: [b] } }\n",
    });
    const outcome = await loadProfiles(join(folder, "profiles"));
    expect(outcome).toMatchObject({ kind: "loaded", profiles: [{ id: "trams" }], warnings: [] });
  });

  it("are refused when there is none", async () => {
    const outcome = await loadProfiles("/no/such/folder");
    expect(outcome).toMatchObject({ kind: "invalid", problems: [{ file: "/no/such/folder" }] });
  });
});

function urlOf(destination: object | undefined): unknown {
  return destination !== undefined && "url" in destination && destination.url instanceof Secret
    ? destination.url.reveal()
    : undefined;
}
