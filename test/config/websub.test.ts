import { describe, expect, it } from "vitest";
import { complaints, HOOK, load, sound } from "../support/a-config-folder.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const BASE = 'destinations:\n  desk: { kind: discord-webhook, url: "${HOOK}" }\n';
const whole = (websub: string): { readonly "vigie.yaml": string } => ({
  "vigie.yaml": `${BASE}websub: ${websub}\n`,
});
const ENV = { HOOK, VIGIE_WEBSUB_SECRET: SECRET };

describe("announcements by hubs", () => {
  it("are off unless they are asked for", async () => {
    expect((await sound()).websub).toBeUndefined();
  });

  it("need an address that hubs can reach, and a secret", async () => {
    const { websub } = await sound(
      whole('{ callback: https://vigie.example.org/hooks/websub/, secret: "${VIGIE_WEBSUB_SECRET}" }'),
      ENV,
    );
    expect(websub).toMatchObject({
      callback: "https://vigie.example.org/hooks/websub",
      host: "127.0.0.1",
      port: 8461,
    });
    expect(websub?.off).toBeUndefined();
    expect(websub?.secret.reveal()).toBe(SECRET);
    const said = await complaints(whole("{}"), ENV);
    expect(said).toEqual([
      expect.stringContaining("websub.callback: missing: expected an address that begins with https://"),
      expect.stringContaining("websub.secret: missing: expected at least 16 characters"),
    ]);
  });

  it("are off, and say so, when a variable is not set", async () => {
    const websub = '{ callback: "${VIGIE_URL}", listen: 0.0.0.0:8461, secret: "${VIGIE_WEBSUB_SECRET}" }';
    const outcome = await load(whole(websub), { HOOK });
    expect(outcome).toMatchObject({
      kind: "loaded",
      config: { websub: { off: "VIGIE_URL and VIGIE_WEBSUB_SECRET are not set" } },
      warnings: [
        { message: expect.stringMatching(/is not set, so feeds are polled only/u) },
        { message: expect.stringMatching(/is not set, so feeds are polled only/u) },
      ],
    });
  });

  it.each([
    "http://vigie.example.org/websub",
    "https://vigie.example.org/websub?key=1",
    "https://vigie.example.org/websub#top",
    "https://me:word@vigie.example.org/websub",
    "ftp://vigie.example.org/",
    "vigie.example.org/websub",
    '"https://vigie.example.org/web sub"',
  ])("are not expected at %s", async (callback) => {
    const said = await complaints(whole(`{ callback: ${callback}, secret: "\${VIGIE_WEBSUB_SECRET}" }`), ENV);
    expect(said.filter((line) => line.startsWith("error"))).toEqual([
      expect.stringContaining("websub.callback: expected an address that begins with https://"),
    ]);
  });

  it.each(["http://127.0.0.1:8461/websub", "http://localhost/websub", "http://[::1]:8461"])(
    "at %s can only come from this machine, which is pointed out",
    async (callback) => {
      const said = await complaints(
        whole(`{ callback: "${callback}", secret: "\${VIGIE_WEBSUB_SECRET}" }`),
        ENV,
      );
      expect(said).toEqual([
        expect.stringMatching(/^warning .* websub\.callback: .*only a hub on this machine/u),
      ]);
    },
  );

  it("are not hung on a secret that can be found by trying, nor on one that stands in the file", async () => {
    const callback = "https://vigie.example.org/websub";
    const short = await complaints(whole(`{ callback: "${callback}", secret: "\${SHORT}" }`), {
      ...ENV,
      SHORT: "tram",
    });
    expect(short).toEqual([expect.stringContaining("websub.secret: expected at least 16 characters")]);
    const typed = await complaints(whole(`{ callback: "${callback}", secret: ${SECRET}abc }`), ENV);
    expect(typed).toEqual([expect.stringMatching(/^warning .*VIGIE_WEBSUB_SECRET=… into \.env/u)]);
    expect(typed.join("\n")).not.toContain(SECRET);
  });

  it("keep their secret out of every log", async () => {
    const outcome = await load(
      whole('{ callback: "https://vigie.example.org/", secret: "${VIGIE_WEBSUB_SECRET}" }'),
      ENV,
    );
    if (outcome.kind !== "loaded") throw new Error("not loaded");
    expect(outcome.secrets.map((secret) => secret.reveal())).toContain(SECRET);
  });
});
