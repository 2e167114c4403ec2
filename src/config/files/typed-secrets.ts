import type { Finding, Path } from "../problems.ts";

/** Warnings for secrets that stand in a file as they are, by their place or by their form. */
export function typedSecrets(tree: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  look(tree, []);
  return findings;

  function look(value: unknown, path: Path): void {
    if (typeof value === "string") {
      const variable = variableFor(value, path);
      if (variable !== undefined) findings.push(warning(path, variable));
    } else if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) look(entry, [...path, index]);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, entry] of Object.entries(value)) look(entry, [...path, key]);
    }
  }
}

/** The variable that the secret should come from; nothing when the text holds none. */
function variableFor(text: string, path: Path): string | undefined {
  if (WEBHOOK.test(text)) return "DISCORD_WEBHOOK_URL";
  if (BOT_TOKEN.test(text)) return "DISCORD_BOT_TOKEN";
  if (PASSWORD_IN_URL.test(text)) return path[0] === "mail" ? "VIGIE_SMTP_URL" : "VIGIE_PRIVATE_URL";
  return text.includes("${") ? undefined : slotAt(path);
}

/** The variable for a place that is made for a secret. */
function slotAt(path: Path): string | undefined {
  const [part, key] = path;
  if (part === "feeds") return isFeedSecret(path) ? "VIGIE_FEED_SECRET" : undefined;
  if (part === "websub") return key === "secret" ? "VIGIE_WEBSUB_SECRET" : undefined;
  return part === "destinations" && path.length === 3 ? SLOTS.get(String(path[2])) : undefined;
}

/** `feeds[3].auth.password`, `feeds[3].headers.X-Api-Key`, `feeds[3].cookie`. */
function isFeedSecret([, , key, name]: Path): boolean {
  if (key === "headers") return SECRET_HEADER.test(String(name));
  return key === "cookie" || (key === "auth" && name === "password");
}

const SECRET_HEADER = /key|token|secret|auth|pass|session|credential/iu;
const SLOTS: ReadonlyMap<string, string> = new Map([
  ["url", "DISCORD_WEBHOOK_URL"],
  ["token", "DISCORD_BOT_TOKEN"],
]);
const WEBHOOK = /\/webhooks\/\d{5,20}\/[\w-]{20,}/u;
const BOT_TOKEN = /^[\w-]{20,30}\.[\w-]{6,7}\.[\w-]{27,45}$/u;
const PASSWORD_IN_URL = /^[a-z]+:\/\/[^/?#@:\s]*:(?!\$\{)[^/?#@\s]+@/iu;

function warning(path: Path, variable: string): Finding {
  const message = `a secret is typed into this file: put ${variable}=… into .env, and "\${${variable}}" here`;
  return { path, message, severity: "warning" };
}
