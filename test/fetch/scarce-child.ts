import { lookup } from "node:dns/promises";
import { closeSync, openSync } from "node:fs";
import { createGuardedClient } from "../../src/fetch/guarded-client.ts";
import { createHttpFetcher } from "../../src/fetch/http-fetcher.ts";

/** Asks a server by its address and by its name, without one free file descriptor and then with some; says how it ended. */
const [port = ""] = process.argv.slice(2);
const network = { deadlineMs: 10_000, maxBodyBytes: 1024, allowAddresses: ["127.0.0.1/32"], hosts: [] };
const fetcher = createHttpFetcher({ network, version: "0", clock: { now: () => 0 } });
const client = createGuardedClient({ network });
const { signal } = new AbortController();

async function ask(host: string): Promise<void> {
  const url = `http://${host}:${port}/`;
  const answers = [
    await fetcher.fetch({ url }, signal),
    await client.request({ url, method: "POST", headers: {}, body: "news" }, signal),
  ];
  for (const answer of answers) process.stdout.write(`${JSON.stringify(answer)}\n`);
}

// The system's resolver opens its own files at its first look-up.
await lookup("localhost");
const taken: number[] = [];
try {
  for (;;) taken.push(openSync("/dev/null", "r"));
} catch {
  for (const host of ["127.0.0.1", "localhost"]) await ask(host);
}
for (const descriptor of taken) closeSync(descriptor);
await ask("127.0.0.1");
await fetcher.close();
await client.close();
