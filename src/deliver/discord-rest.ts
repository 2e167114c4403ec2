import * as discord from "discord.js";
import type { Secret } from "../model/secret.ts";
import { DAY, SECOND } from "../model/time.ts";
import type { HttpAnswer, HttpClient } from "../ports/http-client.ts";
import type { Observation } from "./judge-discord.ts";
import { transportFault } from "./transport-fault.ts";

/** Discord's REST API for one destination: one request after the other, each tried once. */
export interface DiscordRest {
  /** Ends when `signal` aborts or the deadline is over; every ending is an observation. */
  call(request: DiscordRequest, signal: AbortSignal): Promise<Observation>;
  /** Ends what is running; safe to call twice. */
  close(): Promise<void>;
}

export interface DiscordRequest {
  readonly method: "GET" | "POST";
  readonly route: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface DiscordRestOptions {
  /** The way to Discord. */
  readonly http: HttpClient;
  /** Origin and path without version; absent means Discord's own. */
  readonly api?: string;
  /** A bot's token; without it requests carry no Authorization. */
  readonly token?: Secret;
  /** Replaced by `[secret]` should the receiver's words repeat them. */
  readonly secrets: readonly Secret[];
  /** For one request with its answer; 15 seconds unless told. */
  readonly timeoutMs?: number;
}

/** Shorter rate limits are waited out here, longer ones are the outbox's to plan. */
const LONGEST_WAIT = 5 * SECOND;
const DEFAULT_TIMEOUT = 15 * SECOND;
const SECONDS_WITHOUT_HEADER = 60;
/** A page of history is 100 messages of at most some 30 KB. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_REASON = 300;

/** Opens the REST client of discord.js. */
export function openDiscordRest(options: DiscordRestOptions): DiscordRest {
  return new OneAtATime(options);
}

/** Set as soon as bytes of an attempt may be on their way, cleared by an answer that says they were not accepted. */
interface Attempt {
  mayHaveArrived: boolean;
}

/** Statuses whose answers have no body (Fetch Standard §2.2.3). */
const NO_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

type Failed = Extract<HttpAnswer, { readonly kind: "failed" }>;

/** A request without an answer, on its way through discord.js. Never leaves this file. */
class Unanswered extends Error {
  override readonly name: string = "Unanswered";
  readonly code: string = "VIGIE_UNANSWERED";
  readonly failure: Failed;

  constructor(ending: Failed) {
    super(ending.detail);
    this.failure = ending;
  }
}

/** With two requests running it could not be told which of them reached the wire. */
class OneAtATime implements DiscordRest {
  readonly #options: DiscordRestOptions;
  readonly #rest: discord.REST;
  readonly #closing = new AbortController();
  #attempt: Attempt = { mayHaveArrived: false };
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: DiscordRestOptions) {
    this.#options = options;
    this.#rest = new discord.REST({
      ...(options.api === undefined ? {} : { api: options.api }),
      version: "10",
      // discord.js would repeat a 5xx at once and a timeout too, which posts twice.
      retries: 0,
      timeout: options.timeoutMs ?? DEFAULT_TIMEOUT,
      globalRequestsPerSecond: 40,
      rejectOnRateLimit: (limit) => waitOf(limit) > LONGEST_WAIT,
      makeRequest: (url, init) => this.#makeRequest(url, init),
    });
  }

  call(request: DiscordRequest, signal: AbortSignal): Promise<Observation> {
    const attempt: Attempt = { mayHaveArrived: false };
    const observed = this.#turn.then(() => this.#perform(request, attempt, signal));
    this.#turn = observed.catch(() => undefined);
    // discord.js sleeps through a short rate limit whatever the signal says; the caller need not.
    return unlessAborted(observed, signal, () => abandoned(attempt));
  }

  close(): Promise<void> {
    this.#closing.abort();
    this.#rest.clearHashSweeper();
    this.#rest.clearHandlerSweeper();
    return Promise.resolve();
  }

  async #perform(request: DiscordRequest, attempt: Attempt, signal: AbortSignal): Promise<Observation> {
    const ends = [signal, this.#closing.signal];
    if (ends.some((end) => end.aborted)) return { kind: "stopped" };
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    for (const end of ends) end.addEventListener("abort", abort);
    // discord.js ends its own timeout at the headers; this one covers the body.
    const timer = setTimeout(abort, this.#options.timeoutMs ?? DEFAULT_TIMEOUT);
    this.#attempt = attempt;
    try {
      return await this.#request(request, controller.signal);
    } catch (error) {
      return this.#observe(error, attempt);
    } finally {
      clearTimeout(timer);
      for (const end of ends) end.removeEventListener("abort", abort);
    }
  }

  async #request({ method, route, query, body }: DiscordRequest, signal: AbortSignal): Promise<Observation> {
    const { token } = this.#options;
    // After a 401 discord.js forgets its token; when to ask again is the outbox's decision.
    if (token !== undefined) this.#rest.setToken(token.reveal());
    const response = await this.#rest.queueRequest({
      method: discord.RequestMethod[method === "GET" ? "Get" : "Post"],
      fullRoute: route,
      auth: token !== undefined,
      signal,
      ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
      ...(body === undefined ? {} : { body }),
    });
    return { kind: "answered", status: response.status, body: await jsonOf(response) };
  }

  async #makeRequest(
    ...[url, init]: Parameters<discord.RESTOptions["makeRequest"]>
  ): Promise<discord.ResponseLike> {
    this.#attempt.mayHaveArrived = init.signal?.aborted !== true;
    const signal = init.signal ?? this.#closing.signal;
    const answer = await this.#options.http.request(
      {
        url,
        method: init.method ?? "GET",
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(typeof init.body === "string" ? { body: init.body } : {}),
      },
      signal,
    );
    if (answer.kind === "failed") throw signal.aborted ? signal.reason : new Unanswered(answer);
    if (answer.status === 429) this.#attempt.mayHaveArrived = false;
    return responseOf(answer);
  }

  /** The errors of discord.js hold the address and the body of the request: nothing of them leaves this function. */
  #observe(error: unknown, attempt: Attempt): Observation {
    const { DiscordAPIError, HTTPError, RateLimitError } = discord;
    if (error instanceof RateLimitError) return { kind: "rate-limited", waitMs: waitOf(error) };
    if (error instanceof HTTPError) return { kind: "server-error", status: error.status };
    if (error instanceof DiscordAPIError) {
      const { status, code } = error;
      return {
        kind: "refused",
        status,
        ...(typeof code === "number" ? { code } : {}),
        text: withoutSecrets(error.message, this.#options.secrets),
      };
    }
    if (error instanceof Unanswered && error.failure.errorKind === "blocked-address")
      return { kind: "not-allowed", text: error.failure.detail };
    const { cause, mayHaveArrived } =
      error instanceof Unanswered
        ? { cause: error.failure.detail, mayHaveArrived: error.failure.mayHaveArrived }
        : transportFault(error);
    return mayHaveArrived ? abandoned(attempt, cause) : { kind: "unreachable", cause };
  }
}

/** An answer as discord.js takes it. */
function responseOf({ status, headers, bytes }: Exclude<HttpAnswer, Failed>): discord.ResponseLike {
  const response = new Response(NO_BODY.has(status) ? null : Buffer.from(bytes), { status, headers });
  if (status !== 429) return response;
  // Without seconds to wait discord.js repeats the request at once and without end, which earns a ban.
  const asked = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const seconds = asked > 0 ? Math.min(asked, DAY / SECOND) : SECONDS_WITHOUT_HEADER;
  response.headers.set("Retry-After", String(seconds));
  return response;
}

function waitOf(
  limit: Pick<discord.RateLimitData, "timeToReset" | "retryAfter" | "sublimitTimeout">,
): number {
  return Math.min(DAY, Math.max(limit.timeToReset, limit.retryAfter, limit.sublimitTimeout));
}

function abandoned({ mayHaveArrived }: Attempt, cause = "stopped while waiting"): Observation {
  return mayHaveArrived ? { kind: "no-answer", cause } : { kind: "stopped" };
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, whenAborted: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => resolve(whenAborted());
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave);
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

/** Absent when the answer is no JSON, breaks off or is too large: then it is not Discord's, or not whole. */
async function jsonOf(response: discord.ResponseLike): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_ANSWER_BYTES) return undefined;
      chunks.push(bytes);
    }
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The receiver's words, for people: without our secrets, without any address, on one short line. */
function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  const clean = secrets
    .filter((secret) => secret.reveal() !== "")
    .reduce((rest, secret) => rest.replaceAll(secret.reveal(), secret.toString()), text);
  return clean
    .replaceAll(/https?:\/\/\S+/gi, "[address]")
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ")
    .slice(0, MAX_REASON);
}
