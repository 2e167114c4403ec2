import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Instant, MINUTE } from "../model/time.ts";
import { type DiscordAnswer, type DiscordFault, faultAnswer, refusal } from "./discord-fault.ts";
import { DiscordGuild, type DiscordPost } from "./discord-guild.ts";

/** A small Discord on this machine, for `vigie demo` and the tests: REST only, no gateway. */
export interface DiscordStandIn {
  /** What a bot's `api` setting wants: `http://127.0.0.1:PORT/api`. */
  readonly api: string;
  /** A webhook's address; every id and token is known. */
  webhookUrl(id?: string, token?: string): string;
  /** The messages that arrived and were not removed, oldest first. */
  readonly posts: readonly DiscordPost[];
  /** Resolves when that many messages have arrived since the start. */
  arrived(count: number): Promise<readonly DiscordPost[]>;
  /** Every request in order, refused ones included: `POST /api/v10/…`. */
  readonly requests: readonly string[];
  /** The next requests meet these faults, one each. */
  next(...faults: readonly DiscordFault[]): void;
  /** As if somebody had deleted the message in Discord. */
  remove(postId: string): void;
  close(): Promise<void>;
}

export interface DiscordStandInOptions {
  readonly now?: () => Instant;
  /** For how long a nonce is remembered; 3 minutes unless told. */
  readonly nonceWindowMs?: number;
  /** Any free port unless told. */
  readonly port?: number;
  readonly onPost?: (post: DiscordPost) => void;
}

const HOST = "127.0.0.1";
const MAX_BODY = 8 * 1024 * 1024;
const DEFAULT_WEBHOOK = "1000000000000000001";

/** Starts a stand-in on 127.0.0.1. */
export async function startDiscordStandIn(options: DiscordStandInOptions = {}): Promise<DiscordStandIn> {
  const arrivals = new Arrivals();
  const guild = new DiscordGuild({
    now: options.now ?? Date.now,
    nonceWindowMs: options.nonceWindowMs ?? 3 * MINUTE,
    onPost(post) {
      options.onPost?.(post);
      arrivals.add(post);
    },
  });
  const faults: DiscordFault[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    serve(guild, request, faults.shift())
      .then((ending) => send(response, ending))
      .catch(() => response.destroy());
  });
  const origin = `http://${HOST}:${await listen(server, options.port ?? 0)}`;
  return {
    api: `${origin}/api`,
    webhookUrl: (id = DEFAULT_WEBHOOK, token = "stand-in") => `${origin}/api/webhooks/${id}/${token}`,
    get posts() {
      return guild.posts;
    },
    arrived: (count) => arrivals.reach(count),
    requests,
    next: (...scripted) => void faults.push(...scripted),
    remove: (postId) => guild.remove(postId),
    close: () => close(server),
  };
}

/** Lets a test wait for what another process sends. */
class Arrivals {
  readonly #posts: DiscordPost[] = [];
  #waiting: (() => void)[] = [];

  add(post: DiscordPost): void {
    this.#posts.push(post);
    for (const look of this.#waiting.splice(0)) look();
  }

  async reach(count: number): Promise<readonly DiscordPost[]> {
    while (this.#posts.length < count) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
    return [...this.#posts];
  }
}

type Ending = DiscordAnswer | "hang" | "drop";

async function serve(
  guild: DiscordGuild,
  request: IncomingMessage,
  fault: DiscordFault | undefined,
): Promise<Ending> {
  const body = await jsonOf(request);
  const scripted = fault === undefined ? undefined : faultAnswer(fault);
  if (scripted !== undefined) return scripted;
  if (fault?.kind === "hang") {
    fault.reached?.();
    return "hang";
  }
  const answer = body === undefined ? refusal(400, 50109, "Invalid JSON") : route(guild, request, body);
  return fault?.kind === "accept-then-drop" ? "drop" : answer;
}

type Json = Readonly<Record<string, unknown>>;

interface Call {
  readonly guild: DiscordGuild;
  readonly request: IncomingMessage;
  readonly body: Json;
  readonly query: URLSearchParams;
}

/** The endpoints, by method and path below `/api` and its optional version. */
const ENDPOINTS: readonly (readonly [RegExp, (call: Call, ids: readonly string[]) => DiscordAnswer])[] = [
  [/^POST \/webhooks\/(\d+)\/[\w-]+$/, executeWebhook],
  [/^GET \/webhooks\/\d+\/[\w-]+\/messages\/(\d+)$/, ({ guild }, [id = ""]) => guild.show(id)],
  [/^PATCH \/webhooks\/\d+\/[\w-]+\/messages\/(\d+)$/, ({ guild, body }, [id = ""]) => guild.edit(id, body)],
  [/^POST \/channels\/(\d+)\/messages$/, asBot(createMessage)],
  [/^GET \/channels\/(\d+)\/messages$/, asBot(({ guild, query }, [id = ""]) => guild.list(id, query))],
  [/^GET \/users\/@me$/, asBot(({ request }) => ({ status: 200, body: { id: botOf(request), bot: true } }))],
];

function route(guild: DiscordGuild, request: IncomingMessage, body: Json): DiscordAnswer {
  const url = new URL(request.url ?? "/", "http://stand-in");
  const target = `${request.method ?? ""} ${url.pathname.replace(/^\/api(\/v\d+)?/, "")}`;
  for (const [pattern, endpoint] of ENDPOINTS) {
    const found = pattern.exec(target);
    if (found !== null) return endpoint({ guild, request, body, query: url.searchParams }, found.slice(1));
  }
  return refusal(404, 0, "404: Not Found");
}

function executeWebhook({ guild, request, body, query }: Call, [id = ""]: readonly string[]): DiscordAnswer {
  const answer = guild.create({ channel: id, author: id, body, headers: headersOf(request) });
  return answer.status === 200 && query.get("wait") !== "true" ? { status: 204 } : answer;
}

function createMessage({ guild, request, body }: Call, [channel = ""]: readonly string[]): DiscordAnswer {
  return guild.create({ channel, author: botOf(request), body, headers: headersOf(request) });
}

function asBot(endpoint: (call: Call, ids: readonly string[]) => DiscordAnswer): typeof endpoint {
  return (call, ids) =>
    /^Bot \S+$/.test(call.request.headers.authorization ?? "")
      ? endpoint(call, ids)
      : refusal(401, 0, "401: Unauthorized");
}

/** A user id for each token, as tokens belong to one user. */
function botOf(request: IncomingMessage): string {
  const token = request.headers.authorization ?? "";
  return Array.from(token)
    .reduce((sum, letter) => (sum * 31n + BigInt(letter.codePointAt(0) ?? 0)) % 10n ** 18n, 7n)
    .toString();
}

function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

async function jsonOf(request: IncomingMessage): Promise<Json | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(bytes);
  }
  if (size === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, ending: Ending): void {
  if (ending === "hang") return;
  if (ending === "drop") {
    response.destroy();
    return;
  }
  const { status, headers, body } = ending;
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof body === "string" || body === undefined ? body : JSON.stringify(body));
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return address.port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
