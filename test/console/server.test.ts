import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { ConsoleListenError, startConsole } from "../../src/console/server.ts";
import { aConsoleView } from "../support/a-console-view.ts";
import { ask } from "../support/ask.ts";
import { openConsole, type Logged } from "../support/open-console.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const broken = aConsoleView({
  feeds: () => {
    throw new Error("the store is closed");
  },
});

describe("every answer of the console", () => {
  it.each([
    ["a page", {}, 200],
    ["an unknown address", { path: "/nowhere" }, 404],
    ["a wrong host", { host: "evil.example" }, 421],
    ["a wrong host at an unknown address", { host: "evil.example", path: "/nowhere" }, 421],
    ["a method that would change something", { method: "POST" }, 405],
    ["a preflight", { method: "OPTIONS" }, 405],
    ["the health page", { path: "/healthz" }, 200],
    ["an answer without a body", { method: "HEAD" }, 200],
    ["an address that is no text", { path: "/%ff%00" }, 404],
  ] as const)("carries the protective headers: %s", async (_what, question, status) => {
    const { url } = await openConsole(aConsoleView());
    const answer = await ask(url, question);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
  });

  it("carries them when the page itself fails, and keeps the cause for the log", async () => {
    const logged: Logged[] = [];
    const { url } = await openConsole(broken, logged);
    const answer = await ask(url);
    expect(answer.status).toBe(500);
    expect(answer.headers["content-security-policy"]).toBe(POLICY);
    expect(answer.body).not.toContain("store");
    expect(logged).toContainEqual({
      event: "page.failed",
      fields: { path: "/", error: "Error: the store is closed" },
    });
  });

  it("names what is allowed when it refuses a method", async () => {
    const { url } = await openConsole(aConsoleView());
    expect((await ask(url, { method: "DELETE" })).headers["allow"]).toBe("GET, HEAD");
  });
});

describe("the style sheet", () => {
  it("is kept by browsers for good, under a name that changes with its content", async () => {
    const { url } = await openConsole(aConsoleView());
    const page = await ask(url);
    const path = /href="(?<path>\/style-[0-9a-f]{12}\.css)"/.exec(page.body)?.groups?.["path"];
    expect(path).toBeDefined();
    const style = await ask(url, { path: path ?? "" });
    expect(style.status).toBe(200);
    expect(style.headers).toMatchObject({
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": POLICY,
    });
  });
});

describe("the health addresses", () => {
  it("say that the process answers, even when nothing else works", async () => {
    const { url } = await openConsole(broken);
    expect(await ask(url, { path: "/healthz" })).toMatchObject({ status: 200, body: "ok\n" });
  });

  it("tell a ready vigie from one that is not, with every check", async () => {
    let ready = true;
    const { url } = await openConsole(
      aConsoleView({
        health: () => ({ ready, checks: [{ name: "store", ok: ready, detail: "last write 2 s ago" }] }),
      }),
    );
    const before = await ask(url, { path: "/readyz" });
    ready = false;
    const after = await ask(url, { path: "/readyz" });
    expect(before.status).toBe(200);
    expect(after.status).toBe(503);
    expect(JSON.parse(after.body)).toEqual({
      ready: false,
      checks: [{ name: "store", ok: false, detail: "last write 2 s ago" }],
    });
  });
});

describe("a console that closes", () => {
  it("does not wait for connections that a browser keeps open or a stranger never finishes", async () => {
    const server = await openConsole(aConsoleView());
    const idle = await connected(server.url, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const unfinished = await connected(server.url, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(1000);
    await Promise.all([idle.ended, unfinished.ended]);
    await expect(ask(server.url)).rejects.toThrow("ECONNREFUSED");
  });

  it("may be closed twice", async () => {
    const server = await openConsole(aConsoleView());
    await Promise.all([server.close(), server.close()]);
    await expect(server.close()).resolves.toBeUndefined();
  });
});

describe("a console that cannot listen", () => {
  it("says where, and what to change", async () => {
    const first = await openConsole(aConsoleView());
    const port = Number(new URL(first.url).port);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const second = startConsole({ host: "127.0.0.1", port, view: aConsoleView(), log });
    await expect(second).rejects.toThrow(ConsoleListenError);
    await expect(second).rejects.toMatchObject({
      code: "EADDRINUSE",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});

/** Opens a socket, says `text`, and resolves once the server has had the time to answer or to wait for more. */
function connected(url: string, text: string): Promise<{ readonly ended: Promise<void> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const ended = new Promise<void>((end) => socket.once("close", () => end()));
    socket.on("error", reject);
    socket.resume();
    socket.write(text, () => resolve({ ended }));
  });
}
