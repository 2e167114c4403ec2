import { X509Certificate } from "node:crypto";
import { isAbsolute, join } from "node:path";
import { type Section, within } from "../check/check.ts";
import { readBytes } from "../files/read-text.ts";
import { isUnset } from "../files/variables.ts";

/** Certificates in PEM, by the name that `ca:` has for their file. */
export type Authorities = ReadonlyMap<string, string>;

/**
 * Reads the files that the feeds of a `feeds.yaml` name under `ca:`, each once, relative to the folder of the
 * configuration. What is wrong with one is reported at every feed that names it, and never shows what it holds.
 */
export async function readAuthorities(root: Section, directory: string): Promise<Authorities> {
  const read = new Map<string, AuthorityReading>();
  for (const { value, path } of namesIn(root)) {
    const reading = read.get(value) ?? (await readAuthority(authorityFile(directory, value)));
    read.set(value, reading);
    if (reading.kind === "faulty") root.report({ path, message: reading.message });
  }
  return new Map(
    Array.from(read).flatMap(([name, one]) => (one.kind === "read" ? [[name, one.pem] as const] : [])),
  );
}

/** Where the file is that a feed names under `ca:`. */
export function authorityFile(directory: string, name: string): string {
  return isAbsolute(name) ? name : join(directory, name);
}

type AuthorityReading =
  | { readonly kind: "read"; readonly pem: string }
  | { readonly kind: "faulty"; readonly message: string };

interface Named extends Section {
  readonly value: string;
}

function namesIn(root: Section): readonly Named[] {
  const list = within(root, "feeds");
  const feeds: readonly unknown[] = Array.isArray(list.value) ? list.value : [];
  return feeds.flatMap((feed, index) => {
    if (typeof feed !== "object" || feed === null || !Object.hasOwn(feed, "ca")) return [];
    const section = within(within(list, index), "ca");
    const { value } = section;
    return typeof value === "string" && value !== "" && !isUnset(value) ? [{ ...section, value }] : [];
  });
}

async function readAuthority(file: string): Promise<AuthorityReading> {
  const read = await readBytes(file);
  switch (read.kind) {
    case "absent":
      return faulty(`no such file: ${file} (a relative path begins at the folder of feeds.yaml)`);
    case "unreadable":
      return faulty(`${file}: ${read.message}`);
    case "bytes":
      return understood(file, Buffer.from(read.bytes).toString("latin1"));
  }
}

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/u;
const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gu;

function understood(file: string, text: string): AuthorityReading {
  const key = PRIVATE_KEY.exec(text);
  if (key !== null) {
    const line = text.slice(0, key.index).split("\n").length;
    return faulty(
      `${file} holds a private key (line ${line}), which is not needed here and should be known to its server alone: put the certificates into a file of their own`,
    );
  }
  const blocks = text.match(CERTIFICATE) ?? [];
  if (blocks.length === 0)
    return faulty(`${file} holds no certificate in PEM: it has a line -----BEGIN CERTIFICATE-----`);
  const certificates = blocks.map(certificateIn);
  const bad = certificates.indexOf(undefined);
  if (bad >= 0) return faulty(`${file}: certificate ${bad + 1} of ${blocks.length} cannot be read`);
  if (!certificates.some((one) => one !== undefined && canVouch(one)))
    return faulty(
      `${file} holds no certificate of an authority: that of a server vouches for nobody, name the one that signed it`,
    );
  return { kind: "read", pem: blocks.join("\n") };
}

function certificateIn(block: string): X509Certificate | undefined {
  try {
    return new X509Certificate(block);
  } catch {
    return undefined; // Not what its frame says.
  }
}

/** Those of version 1 do not say that they are an authority's; whoever signed itself is trusted as one. */
function canVouch(certificate: X509Certificate): boolean {
  return certificate.ca || certificate.checkIssued(certificate);
}

function faulty(message: string): AuthorityReading {
  return { kind: "faulty", message };
}
