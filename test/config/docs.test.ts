import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { complaints, sound } from "../support/a-config-folder.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/configuration.md"), "utf8");

const VARIABLES = {
  DISCORD_WEBHOOK_URL: "https://discord.com/api/webhooks/1/token",
  DISCORD_BOT_TOKEN: "token",
  DISCORD_CHANNEL_ID: "1",
  VIGIE_MAIL_TO: "reader@example.org",
  VIGIE_SMTP_URL: "smtp://mail.example.org",
};

/** The examples that say which file they are, the later ones of the same file left out. */
function examples(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, file = "", text = ""] of PAGE.matchAll(/```yaml\n# config\/(\S+)\n(.*?)```/gsu)) {
    if (!found.has(file)) found.set(file, text);
  }
  return found;
}

describe("the page on the configuration", () => {
  it("shows files that vigie accepts as they stand", async () => {
    const files = examples();
    expect([...files.keys()]).toEqual(["vigie.yaml", "feeds.yaml", "profiles/tramways.yaml"]);
    const found = await complaints(
      { ...Object.fromEntries(files), "profiles/trams.yaml": undefined },
      VARIABLES,
    );
    expect(found).toEqual([]);
  });

  it("shows the defaults that hold", async () => {
    const vigie = examples().get("vigie.yaml") ?? "";
    const shown = await sound({ "vigie.yaml": vigie, "profiles/trams.yaml": undefined }, VARIABLES);
    const { language, timezone, store, poll, network, console } = await sound();
    expect(shown).toMatchObject({ language, timezone, store, poll, console });
    const { deadlineMs, maxBodyBytes, allowAddresses } = network;
    expect(shown.network).toMatchObject({ deadlineMs, maxBodyBytes, allowAddresses });
  });
});
