import type { Config, Destination } from "../model/config.ts";
import { parseWebhookUrl } from "../model/discord-webhook-url.ts";
import type { Feed } from "../model/feed.ts";
import { Secret } from "../model/secret.ts";

/** Every value of a configuration that no log line may show, passwords inside addresses on their own as well. */
export function secretsOf({
  destinations,
  mail,
  websub,
  feeds,
}: Pick<Config, "destinations" | "mail" | "websub" | "feeds">): readonly Secret[] {
  const all = [
    ...destinations.flatMap(ofDestination),
    ...(mail === undefined ? [] : [mail.smtp, ...passwordIn(mail.smtp.reveal())]),
    ...(websub === undefined ? [] : [websub.secret]),
    ...feeds.flatMap(ofFeed),
  ];
  return all.filter((secret) => secret.reveal() !== "");
}

function ofDestination(destination: Destination): readonly Secret[] {
  switch (destination.kind) {
    case "discord-webhook": {
      const read = parseWebhookUrl(destination.url.reveal());
      return read.kind === "webhook" ? [destination.url, read.token] : [destination.url];
    }
    case "discord-bot":
      return [destination.token];
    case "email":
      return [];
  }
}

function ofFeed({ url, secrets = [], request }: Feed): readonly Secret[] {
  const { headers = [], auth, cookie, proxy } = request ?? {};
  const passwords = passwordIn(url);
  return [
    ...secrets.map(({ value }) => value),
    ...(passwords.length === 0 ? [] : [new Secret(url), ...passwords]),
    ...headers.map(({ value }) => value),
    ...(auth === undefined ? [] : [auth.password]),
    ...(cookie === undefined ? [] : [cookie]),
    ...(proxy === undefined ? [] : [proxy, ...passwordIn(proxy.reveal())]),
  ];
}

/** As written in the address, and decoded as the server will see it. */
function passwordIn(address: string): readonly Secret[] {
  if (!address.includes("@")) return [];
  const { password } = new URL(address);
  if (password === "") return [];
  return [...new Set([password, decoded(password)])].map((text) => new Secret(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign: the password is what it looks like.
    return text;
  }
}
