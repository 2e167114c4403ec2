import { startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { openEmail } from "../../src/deliver/email.ts";
import { A_DAY, aMailConfig, aReader } from "../support/a-mail.ts";
import { aMessage } from "../support/an-alert.ts";
import { type ChannelUnderTest, describeChannel } from "./channel-contract.ts";

const clock = { now: () => Date.UTC(2026, 2, 2, 9, 6) };

describeChannel("mail for alerts", () => underTest("alert"));
describeChannel("mail for digests", () => underTest("digest"));

async function underTest(mode: "alert" | "digest"): Promise<ChannelUnderTest> {
  const inbox = await startSmtpInbox();
  return {
    channel: openEmail({ id: "desk", mode }, aMailConfig(inbox.url), { clock }),
    destination: "desk",
    message: aMessage({
      destination: "desk",
      reader: aReader(),
      ...(mode === "digest" ? { digest: A_DAY } : {}),
    }),
    arrived: () => inbox.mails.length,
    refuseNext: () => inbox.next({ kind: "reject", code: 550, text: "5.7.1 not wanted here" }),
    // A server that hangs has kept the mail: that is where the waiting begins.
    hangNext: async () => {
      inbox.next({ kind: "hang" });
      await inbox.arrived(inbox.mails.length + 1);
    },
    close: () => inbox.close(),
  };
}
