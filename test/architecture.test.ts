import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkImports, type ImportRules } from "./support/import-rules.ts";
import { readSources, type Sources } from "./support/read-imports.ts";

/** Who may import whom: what is absent is forbidden. A folder may always import itself. */
const RULES: ImportRules = {
  layers: {
    model: [],
    ports: ["model"],
    text: ["model"],
    // A profile is read by the grammar that matches it.
    config: ["model", "match"],
    schedule: ["model"],
    parse: ["model", "text"],
    match: ["model", "text"],
    story: ["model", "text"],
    // Documents to draw from are decoded as feeds are.
    profile: ["model", "text", "match", "story", "parse"],
    outbox: ["model", "ports", "text"],
    fetch: ["model", "ports", "text"],
    deliver: ["model", "ports", "text"],
    store: ["model", "ports", "text"],
    queue: ["model", "ports", "text"],
    reader: ["model", "ports", "parse"],
    websub: ["model", "ports", "text"],
    learned: ["model", "ports"],
    "poll-ending": ["model", "ports", "learned"],
    "sitemap-parts": ["model", "ports"],
    "network-watch": ["model", "ports", "outbox"],
    intake: ["model", "ports", "parse", "match", "story", "outbox"],
    pipeline: ["model", "ports", "intake", "learned", "poll-ending", "sitemap-parts", "parse", "outbox"],
    ingest: ["model", "ports", "intake", "learned", "parse"],
    discovery: ["model", "ports", "parse"],
    worker: ["model", "ports", "pipeline", "schedule", "outbox", "queue"],
    "in-force": [],
    "take-orders": ["model", "ports"],
    push: ["model", "ports", "in-force", "ingest", "websub", "worker"],
    announce: ["worker"],
    console: ["model", "ports", "text", "profile", "match", "config"],
    "console-view": ["model", "console", "worker"],
    reload: ["model", "ports", "config", "profile"],
    serve: [
      "model",
      "ports",
      "console",
      "console-view",
      "schedule",
      "websub",
      "in-force",
      "worker",
      "push",
      "announce",
      "reload",
      "lean-heap",
    ],
    demo: ["model"],
    log: ["model", "ports"],
    stages: ["parse", "match", "text"],
    version: [],
    cli: [
      "model",
      "ports",
      "config",
      "profile",
      "pipeline",
      "worker",
      "log",
      "demo",
      "stages",
      "version",
      // Its commands about files: backups, checks, weights.
      "store",
      "app",
    ],
    network: ["model", "ports", "fetch", "in-force"],
    effects: ["model", "ports", "log", "text", "network", "in-force", "reader", "deliver", "store"],
    assemble: [
      "model",
      "ports",
      "effects",
      "pipeline",
      "ingest",
      "network-watch",
      "match",
      "outbox",
      "queue",
      "schedule",
      "deliver",
      "websub",
      "push",
      "worker",
      "in-force",
      "version",
    ],
    app: ["*"],
    "lean-heap": [],
    main: ["cli", "app"],
  },
  packages: {
    text: [],
    "text/hash": ["node:crypto"],
    "text/language": ["eld"],
    "match/pattern": ["re2js"],
    config: ["yaml", "zod", "node-cron", "node:fs/promises", "node:path", "node:util", "node:net"],
    "config/feeds/authorities": ["node:crypto", "node:path"],
    "config/files/fingerprint": ["node:crypto", "node:fs/promises", "node:path"],
    "config/opml/opml-read": ["htmlparser2"],
    "config/feeds/page-schema": ["cheerio", "zod"],
    "config/opml/opml-write": ["entities"],
    "schedule/cron": ["node-cron"],
    parse: ["cheerio", "htmlparser2", "entities", "rss-parser"],
    "profile/clean/html-lines": ["htmlparser2"],
    "profile/clean/read-source": ["node:crypto"],
    fetch: [
      "undici",
      "node:net",
      "node:dns",
      "node:tls",
      "node:http2",
      "node:zlib",
      "node:stream",
      "node:crypto",
      "node:stream/promises",
    ],
    deliver: ["discord.js", "nodemailer"],
    "deliver/render": ["hono"],
    store: [
      "lowdb",
      "node:fs/promises",
      "node:fs",
      "node:path",
      "node:os",
      "node:net",
      "node:zlib",
      "node:crypto",
    ],
    "reader/read-thread": ["node:worker_threads"],
    "reader/thread-handle": ["node:worker_threads"],
    "reader/large-documents": ["node:worker_threads"],
    // The thread's own file, whose ending is that of whoever starts it.
    "reader/start-thread": ["node:worker_threads", "(computed)"],
    console: ["hono", "@hono/node-server", "node:crypto", "node:http"],
    websub: ["hono", "@hono/node-server", "node:crypto", "node:http"],
    demo: [
      "smtp-server",
      "postal-mime",
      "yaml",
      "node:http",
      "node:net",
      "node:stream",
      "node:crypto",
      "node:fs/promises",
      "node:path",
    ],
    log: ["pino"],
    network: ["node:util"],
    reload: ["node:util"],
    cli: ["commander", "node:fs/promises", "node:path", "node:os", "node:stream/consumers", "node:crypto"],
    "cli/dialogue": ["node:readline"],
    // Asks git for a profile as it was.
    "cli/at-revision": ["node:child_process", "node:path", "node:util"],
    "cli/demonstration": ["node:fs/promises", "node:path", "node:os", "node:url", "(outside src)"],
    version: ["node:fs", "(outside src)"],
    "lean-heap": ["node:v8"],
    main: ["(outside src)"],
    app: ["node:path", "node:events"],
  },
  pure: [
    "model",
    "ports",
    "text",
    "parse",
    "match",
    "story",
    "outbox",
    "profile",
    "pipeline",
    "ingest",
    "learned",
    "poll-ending",
    "intake",
    "network-watch",
    "sitemap-parts",
    "discovery",
    "worker",
    "in-force",
    "take-orders",
    "announce",
    "reload",
    "schedule/due.ts",
    "schedule/digest-due.ts",
    "deliver/render",
  ],
};

const SOURCES = readSources("src");

describe("the layers", () => {
  it("import only what the table allows", () => {
    expect(checkImports(SOURCES, RULES).violations).toEqual([]);
  });

  it("are really seen: a check of almost no code proves nothing", () => {
    expect(SOURCES.size).toBeGreaterThan(40);
    expect(checkImports(SOURCES, RULES).edges).toBeGreaterThan(100);
  });

  it("are all in the table, and the table names no folder that is gone", () => {
    const folders = new Set([...SOURCES.keys()].map((file) => file.split("/")[0]?.replace(/\.tsx?$/, "")));
    expect(new Set(Object.keys(RULES.layers))).toEqual(folders);
  });

  it("are two folders deep at most", () => {
    expect([...SOURCES.keys()].filter((file) => file.split("/").length > 3)).toEqual([]);
  });
});

describe("the benches and scripts", () => {
  const IMPORT = /(?:import|const) \{([^}]*)\} (?:from|= await import\() ?"\.\.\/dist\/([^"]+)\.js"/g;

  it("import only what the program has", () => {
    const missing: string[] = [];
    let found = 0;
    for (const file of ["bench", "scripts"].flatMap(modulesIn)) {
      for (const [, names = "", module = ""] of readFileSync(file, "utf8").matchAll(IMPORT)) {
        found += 1;
        const source = SOURCES.get(`${module}.ts`) ?? "";
        for (const name of names.split(",").map((one) => one.trim())) {
          const isExported = new RegExp(`^export (?:async )?(?:function\\*?|const|class) ${name}\\b`, "m");
          if (!isExported.test(source)) missing.push(`${file}: ${name} of ${module}`);
        }
      }
    }
    expect(missing).toEqual([]);
    expect(found).toBeGreaterThan(15);
  });
});

function modulesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => `${folder}/${name}`);
}

describe("a planted violation is found", () => {
  const planted: readonly (readonly [what: string, file: string, text: string])[] = [
    ["a re-export", "match/planted.ts", 'export { x } from "../store/memory-store.ts";'],
    ["an export of everything", "match/planted.ts", 'export * from "../store/memory-store.ts";'],
    ["a type import", "match/planted.ts", 'import type { Store } from "../ports/store.ts";'],
    ["an inline import type", "match/planted.ts", 'export type S = import("../ports/store.ts").Store;'],
    ["a dynamic import", "match/planted.ts", 'export const s = await import("../store/memory-store.ts");'],
    [
      "a dynamic import of a template",
      "match/planted.ts",
      "export const s = await import(`../store/memory-store.ts`);",
    ],
    ["a computed import", "match/planted.ts", "export const load = (name: string) => import(name);"],
    ["a side-effect import", "match/planted.ts", 'import "../store/memory-store.ts";'],
    [
      "a worker's address",
      "match/planted.ts",
      'export const u = new URL("../store/memory-store.ts", import.meta.url);',
    ],
    ["a require", "match/planted.ts", 'export const fs = require("node:fs");'],
    [
      "a made require",
      "match/planted.ts",
      'import { createRequire } from "node:module"; createRequire(import.meta.url);',
    ],
    ["node:fs in a pure layer", "match/planted.ts", 'import { readFileSync } from "node:fs";'],
    ["fs without its prefix", "match/planted.ts", 'import { readFileSync } from "fs";'],
    ["a package", "match/planted.ts", 'import { Client } from "pg";'],
    ["name resolution", "story/planted.ts", 'import dns from "node:dns/promises";'],
    ["the package's own name", "match/planted.ts", 'import { run } from "vigie";'],
    ["another stage", "match/planted.ts", 'import { readFeed } from "../parse/read-feed.ts";'],
    ["the clock", "outbox/planted.ts", "export const now = new Date();"],
    ["a file that does not parse", "match/planted.ts", "export const = ;"],
    ["a new folder", "helpers/planted.ts", "export const x = 1;"],
    [
      "a page that imports the store",
      "console/views/planted.tsx",
      'import { x } from "../../store/memory-store.ts";',
    ],
    ["a file that is not there", "match/planted.ts", 'import { x } from "./gone.ts";'],
  ];

  it.each(planted)("%s", (_what, file, text) => {
    const sources: Sources = new Map([...SOURCES, [file, text]]);
    const found = checkImports(sources, RULES).violations.filter((violation) => violation.startsWith(file));
    expect(found).not.toEqual([]);
  });
});
