import type { RequestOptions } from "../../model/request-options.ts";
import { Secret } from "../../model/secret.ts";
import type { Authorities } from "./authorities.ts";
import type { Section } from "../check/check.ts";
import type { RequestEntry } from "./request-schema.ts";

/** How a feed is asked for; undefined when nothing is said of it. Of `authorities` it takes the file that it names. */
export function requestOf(entry: RequestEntry, authorities: Authorities): RequestOptions | undefined {
  const { headers = {}, auth, cookie, "user-agent": userAgent, proxy } = entry;
  const ca = entry.ca === undefined ? undefined : authorities.get(entry.ca);
  const said = [auth, cookie, userAgent, proxy, ca];
  if (said.every((one) => one === undefined) && Object.keys(headers).length === 0) return undefined;
  return {
    headers: Object.entries(headers).map(([name, value]) => ({
      name: name.toLowerCase(),
      value: new Secret(value),
    })),
    ...(auth === undefined ? {} : { auth: { user: auth.user, password: new Secret(auth.password) } }),
    ...(cookie === undefined ? {} : { cookie: new Secret(cookie) }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(proxy === undefined ? {} : { proxy: new Secret(proxy) }),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** Says what is wrong with credentials at this address, or dangerous. */
export function checkCredentials(url: string, { auth }: RequestEntry, { path, report }: Section): void {
  if (auth === undefined) return;
  const { username, password, protocol, hostname } = new URL(url);
  if (username !== "" || password !== "") {
    const message = "the address has a name and a password already: keep one of the two";
    report({ path: [...path, "auth"], message, at: "key" });
  }
  if (protocol === "http:" && !/^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(hostname)) {
    const message = "without https the password can be read on the way: is there an https address?";
    report({ path: [...path, "auth"], message, at: "key", severity: "warning" });
  }
}
