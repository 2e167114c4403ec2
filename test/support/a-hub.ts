import { createHmac } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** How a hub behaves: an honest one takes requests with 202 and verifies them at once. */
export interface HubManners {
  readonly status?: number;
  readonly location?: string;
  /** The query it verifies a request with, `hub.` left out; undefined when it never does. */
  readonly verification?: (form: URLSearchParams) => Readonly<Record<string, string>> | undefined;
}

export interface HubAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Distribution {
  /** Instead of one that the hub makes with the secret that it was given; `none` sends none. */
  readonly signature?: string;
  readonly method?: "sha1" | "sha256" | "sha384" | "sha512";
  readonly headers?: Readonly<Record<string, string>>;
}

/** A WebSub hub on 127.0.0.1, and the reverse proxy between it and vigie. */
export interface Hub {
  readonly url: string;
  /** Subscription requests as they came. */
  readonly forms: readonly URLSearchParams[];
  /** How its verifications were answered. */
  readonly verifications: readonly HubAnswer[];
  behave(manners: HubManners): void;
  /** Where the proxy sends what hubs ask of a callback address; until it is told, they wait. */
  proxyTo(port: number | undefined): void;
  /** Resolves once this many verifications were answered. */
  verified(count: number): Promise<void>;
  /** Asks the callback of a request with a query, `hub.` left out. */
  call(form: URLSearchParams, query: Readonly<Record<string, string>>, method?: string): Promise<HubAnswer>;
  /** Sends content to the callback of a request, signed as the Recommendation says. */
  distribute(form: URLSearchParams, body: string | Uint8Array, how?: Distribution): Promise<HubAnswer>;
  close(): Promise<void>;
}

export async function startHub(): Promise<Hub> {
  let manners: HubManners = {};
  let openGate: (port: number) => void = () => {};
  let proxied = new Promise<number>((resolve) => (openGate = resolve));
  const forms: URLSearchParams[] = [];
  const verifications: HubAnswer[] = [];
  const looks = new Set<() => void>();

  const throughProxy = async (
    form: URLSearchParams,
    query: string,
    given: Parameters<typeof send>[1],
  ): Promise<HubAnswer> => {
    const { pathname } = new URL(form.get("hub.callback") ?? "");
    return await send(`http://127.0.0.1:${await proxied}${pathname}${query}`, given);
  };
  const call: Hub["call"] = async (form, query, method = "GET") => {
    const prefixed = Object.entries(query).map(([name, value]): [string, string] => [`hub.${name}`, value]);
    return await throughProxy(form, `?${new URLSearchParams(prefixed).toString()}`, { method });
  };
  const verify = async (form: URLSearchParams): Promise<void> => {
    const query = (manners.verification ?? honestly)(form);
    if (query === undefined) return;
    verifications.push(await call(form, query));
    for (const look of looks) look();
  };

  const take = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await textOf(asked));
    forms.push(form);
    const { status = 202, location } = manners;
    answer.writeHead(status, location === undefined ? {} : { location }).end();
    if (status >= 200 && status < 300) await verify(form);
  };
  // One that goes wrong is missed by the test that waits for it.
  const server = createServer((asked, answer) => void take(asked, answer).catch(() => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hub`,
    forms,
    verifications,
    behave: (next) => void (manners = next),
    proxyTo(target) {
      if (target === undefined) proxied = new Promise<number>((resolve) => (openGate = resolve));
      else openGate(target);
    },
    verified: async (count) =>
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (verifications.length >= count) resolve();
        };
        looks.add(look);
        look();
      }),
    call,
    async distribute(form, body, how = {}) {
      const bytes = Buffer.from(body);
      const { method = "sha256", headers = {} } = how;
      const signature =
        how.signature ??
        `${method}=${createHmac(method, form.get("hub.secret") ?? "")
          .update(bytes)
          .digest("hex")}`;
      return await throughProxy(form, "", {
        method: "POST",
        headers: {
          "content-type": "application/rss+xml",
          ...(signature === "none" ? {} : { "x-hub-signature": signature }),
          ...headers,
        },
        body: bytes,
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function honestly(form: URLSearchParams): Readonly<Record<string, string>> {
  return {
    mode: form.get("hub.mode") ?? "",
    topic: form.get("hub.topic") ?? "",
    challenge: "a-challenge-4711",
    lease_seconds: form.get("hub.lease_seconds") ?? "",
  };
}

async function textOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function send(
  url: string,
  given: {
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
  },
): Promise<HubAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, method: given.method, headers: given.headers ?? {} });
    asked.on("response", (answer) => {
      textOf(answer).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        reject,
      );
    });
    asked.on("error", reject);
    asked.end(given.body);
  });
}
