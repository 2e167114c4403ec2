import { isIPv6 } from "node:net";
import { z } from "zod";
import type { ConsoleConfig } from "../../model/config.ts";
import { word } from "../check/formats.ts";

/** `127.0.0.1:8460`, `[::1]:8460` or `localhost:8460`; port 0 lets the system choose. */
export const LISTEN: z.ZodType<ConsoleConfig, string> = word({
  expected: "an address and a port such as 127.0.0.1:8460 or [::1]:8460",
  isValid: (text) => parseListen(text) !== undefined,
  suggest: (text) =>
    ["127.0.0.1", "127.0.0.1:"].map((start) => start + text).find((whole) => parseListen(whole)),
}).transform((text) => parseListen(text) ?? z.NEVER);

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/u.test(host);
}

function parseListen(text: string): ConsoleConfig | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f.:]+)\]|([\w.-]+)):(\d{1,5})$/iu.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535) return undefined;
  return bracketed === undefined || isIPv6(bracketed) ? { host, port } : undefined;
}
