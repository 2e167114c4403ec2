import type { MailConfig } from "../model/config.ts";
import type { Delivery, Message, Reader } from "../model/delivery.ts";
import { isMailAddress } from "../model/mail-address.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import { judgeMail } from "./judge-mail.ts";
import { mailHeaders, unsubscribeLink } from "./mail-headers.ts";
import { type MailTransport, openMailTransport } from "./mail-transport.ts";
import { renderAlertMail } from "./render/alert-mail.tsx";
import { type RenderedMail, renderDigest } from "./render/digest.ts";
import { renderNoticeMail } from "./render/notice-mail.tsx";
import { renderSummaryMail } from "./render/summary-mail.tsx";

export interface EmailOptions {
  readonly clock: Clock;
  /** Shared with other channels, and closed by whoever opened it; without it the channel opens its own. */
  readonly transport?: MailTransport;
}

/**
 * Mail over SMTP: one message goes to one reader, as an alert, a summary, a digest or a notice. Sending resolves to `uncertain` only when
 * the whole mail was on its way and no answer came; the outbox sends it again later under the same Message-ID.
 */
export function openEmail(
  destination: { readonly id: string; readonly mode: "alert" | "digest" },
  mail: MailConfig,
  options: EmailOptions,
): Channel {
  const transport = options.transport ?? openMailTransport(mail);
  return {
    name: destination.id,
    async send(message, signal): Promise<Delivery> {
      const { reader } = message;
      if (reader === undefined || !isMailAddress(reader.address))
        return rejected("not one plain mail address");
      if (message.alerts.length === 0 && message.notices === undefined) return rejected("nothing to tell");
      const headers = mailHeaders(message, reader, mail);
      const content = contentOf(message, { reader, mode: destination.mode, mail });
      const failure = await transport.submit({ ...headers, ...content }, signal);
      if (failure === undefined) return { kind: "sent", messageId: headers.messageId };
      return judgeMail(failure, options.clock.now());
    },
    async close() {
      if (options.transport === undefined) await transport.close();
    },
  };
}

interface Setting {
  readonly reader: Reader;
  readonly mode: "alert" | "digest";
  readonly mail: MailConfig;
}

/** Stories that were queued together share a mail, as in a digest. */
function contentOf(message: Message, { reader, mode, mail }: Setting): RenderedMail {
  const { destination, alerts, notices, digest, summary } = message;
  const unsubscribe = unsubscribeLink(destination, reader, mail);
  if (notices !== undefined) return renderNoticeMail({ notices, reader, destination, unsubscribe });
  if (summary !== undefined) return renderSummaryMail({ message, summary, reader, unsubscribe });
  const [alert, ...others] = alerts;
  if (mode === "alert" && alert !== undefined && others.length === 0)
    return renderAlertMail({ alert, reader, unsubscribe });
  return renderDigest({
    alerts,
    reader,
    from: mail.from,
    unsubscribe,
    ...(digest === undefined ? {} : { digest }),
  });
}

function rejected(reason: string): Delivery {
  return { kind: "rejected", reason, scope: "message" };
}
