/** A mail server and how to speak to it, read from `smtp://user:password@host:587` or `smtps://…`. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * implicit: TLS from the first byte. required: STARTTLS before anything else, or nothing is sent. none: in clear,
   * for a relay on this machine, or where the URL insists with `?tls=none`.
   */
  readonly tls: "implicit" | "required" | "none";
  readonly auth?: { readonly user: string; readonly password: string };
}

/** RFC 8314 and RFC 6409: submission over TLS, and submission. */
const USUAL_PORT = { implicit: 465, required: 587, none: 587 } as const;

/**
 * Reads the URL of a mail server. A string says what is wrong with it, without repeating any of it: it may hold a
 * password.
 */
export function readSmtpUrl(text: string): SmtpServer | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    return "not an address like smtp://user:password@mail.example.org:587 or smtps://…";
  }
  if (!/^(?:\?tls=none)?$/.test(url.search)) return "the only option that may follow the ? is tls=none";
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined) return "a % in the user or password must be written %25";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const tls = tlsOf(url, host);
  return {
    host,
    port: Number(url.port || USUAL_PORT[tls]),
    tls,
    ...(user === "" ? {} : { auth: { user, password } }),
  };
}

function tlsOf(url: URL, host: string): SmtpServer["tls"] {
  if (url.protocol === "smtps:") return "implicit";
  return url.search === "" && !isThisMachine(host) ? "required" : "none";
}

/** RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3: addresses that never leave the machine. */
function isThisMachine(host: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(host) || host === "::1" || host === "localhost";
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
