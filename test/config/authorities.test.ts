import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/config/files/fingerprint.ts";
import { readFeedsFile } from "../../src/config/feeds/feeds-file.ts";
import { loadConfig } from "../../src/config/load.ts";
import { aConfigFolder, complaints, HOOK, sound } from "../support/a-config-folder.ts";
import { AUTHORITY, CERTIFICATE, VOUCHED } from "../support/certificate.ts";

const FEEDS = "feeds:\n  - url: https://example.org/\n    ca: certs/own.pem\n";

const caIn = (ca: string | Uint8Array | undefined) => ({ "feeds.yaml": FEEDS, "certs/own.pem": ca });

describe("the certificate authorities of a feed", () => {
  it("are the certificates of the file, without what stands around them, and for that feed alone", async () => {
    const { feeds } = await sound({
      "feeds.yaml": `${FEEDS}  - url: https://example.com/\n`,
      "certs/own.pem": `# ours\n${AUTHORITY}\r\nand\n${CERTIFICATE.cert}`,
    });
    expect(feeds.map(({ request }) => request)).toEqual([
      { headers: [], ca: `${AUTHORITY}\n${CERTIFICATE.cert}` },
      undefined,
    ]);
  });

  it("may lie anywhere, and their place may come from a variable", async () => {
    const folder = await aConfigFolder({ "../own.pem": AUTHORITY });
    const file = join(dirname(folder), "own.pem");
    await writeFile(join(folder, "feeds.yaml"), 'feeds:\n  - { url: https://example.org/, ca: "${OWN}" }\n');
    const loaded = await loadConfig({ directory: folder, env: { HOOK, OWN: file } });
    const feeds = loaded.kind === "loaded" ? loaded.config.feeds : [];
    expect(feeds.map(({ request }) => request?.ca)).toEqual([AUTHORITY]);
  });

  it.each([
    ["no file", undefined, "no such file: "],
    ["a file without a certificate", "hello", "holds no certificate in PEM"],
    ["a file of bytes", Uint8Array.from([0x30, 0x82, 0xff, 0]), "holds no certificate in PEM"],
    [
      "a certificate that is none",
      `${AUTHORITY}\n-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----`,
      "certificate 2 of 2 cannot be read",
    ],
    ["the certificate of a server", VOUCHED.cert, "name the one that signed it"],
    ["a file that is too large", "#".repeat(1024 ** 2 + 1), "larger than 1 MiB"],
  ])("are refused as %s, at the line that names it", async (_, ca, words) => {
    const said = await complaints(caIn(ca));
    expect(said).toEqual([
      expect.stringMatching(/^error config\/feeds\.yaml:3:9 feeds\[0\]\.ca: .*own\.pem/),
    ]);
    expect(said).toEqual([expect.stringContaining(words)]);
  });

  it("are refused with a private key among them, which is named by its line and not shown", async () => {
    const said = await complaints(caIn(`${CERTIFICATE.cert}\n${CERTIFICATE.key}\n`));
    expect(said).toEqual([expect.stringContaining("own.pem holds a private key (line 11)")]);
    expect(said.join()).not.toContain("MIGH");
  });

  it("are of no matter to a command that edits the list", async () => {
    const folder = await aConfigFolder(caIn(undefined));
    expect((await readFeedsFile({ directory: folder, env: {} })).kind).toBe("read");
  });

  it.each(["ca: certs/own.pem", "{ x: y, ca: 'certs/own.pem' }", '"ca": "certs/own.pem" # ours'])(
    "are watched like the other files: %s",
    async (written) => {
      const folder = await aConfigFolder({ "feeds.yaml": `feeds:\n  - ${written}\n` });
      const before = await fingerprint(folder);
      await mkdir(join(folder, "certs"));
      await writeFile(join(folder, "certs/own.pem"), AUTHORITY);
      const after = await fingerprint(folder);
      await writeFile(join(folder, "certs/own.pem"), CERTIFICATE.cert);
      expect(new Set([before, after, await fingerprint(folder)]).size).toBe(3);
    },
  );
});
