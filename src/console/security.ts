import type { MiddlewareHandler } from "hono";

const HEADERS: Readonly<Record<string, string>> = {
  // The page shows strangers' text: even if some of it became an element, nothing would load, run or be submitted.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

/** Sets the protective headers on every answer, errors included, and forbids caching unless the route allows it. */
export function protectiveHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-store");
  };
}

/** The console only shows: everything but GET and HEAD is answered with 405. */
export function readsOnly(): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === "GET" || context.req.method === "HEAD") return next();
    return context.text("This console only answers GET and HEAD.\n", 405, { allow: "GET, HEAD" });
  };
}

/**
 * Answers only requests addressed to a name of this console, with 421 otherwise (RFC 9110 §15.5.20). Without it, a web
 * page whose own name is made to resolve to this machine (DNS rebinding) could read the console in a visitor's browser.
 */
export function ownHostsOnly(listenHost: string): MiddlewareHandler {
  return async (context, next) => {
    if (isOwnHost(context.req.header("host") ?? "", listenHost)) return next();
    return context.text("This console does not answer to that host name.\n", 421);
  };
}

/**
 * Whether a Host header names a console that listens on `listenHost`, whatever its port: a tunnel or a container may
 * publish another one. A console that listens everywhere also answers to any bare IP address, since no name was looked
 * up to reach it.
 */
export function isOwnHost(header: string, listenHost: string): boolean {
  const host = HOST.exec(header.toLowerCase())?.groups?.["host"];
  if (host === undefined) return false;
  if (LOOPBACK.test(host) || host === bracketed(listenHost.toLowerCase())) return true;
  return EVERYWHERE.has(listenHost) && ADDRESS.test(host);
}

const HOST = /^(?<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
// Browsers look up no name that ends in a number (WHATWG URL §3.5), so the form alone tells an address.
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.+\])$/;
const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** An IPv6 address as a URL and a Host header write it. */
function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
