import type { Delivery, Message } from "../model/delivery.ts";
import type { Language } from "../model/profile.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpClient } from "../ports/http-client.ts";
import { isFormRefusal, judgeDiscord, type Observation } from "./judge-discord.ts";
import {
  type DiscordBody,
  renderDiscordMessage,
  renderPlainDiscordMessage,
} from "./render/discord-message.ts";
import { renderNoticePost, renderPlainNoticePost } from "./render/discord-notice.ts";
import { renderSummaryPost } from "./render/discord-summary.ts";

/** What both ways of posting to Discord need besides their destination. */
export interface DiscordOptions {
  readonly clock: Clock;
  /** The way to Discord. */
  readonly http: HttpClient;
  /** For one request with its answer; 15 seconds unless told. */
  readonly timeoutMs?: number;
}

/**
 * One attempt at one message. When Discord finds its form invalid, a plain one follows in the same attempt: a story
 * that cannot be shown in full is still told.
 */
export async function postDiscord(
  post: (body: DiscordBody) => Promise<Observation>,
  message: Message,
  { language, clock }: { readonly language: Language; readonly clock: Clock },
): Promise<Delivery> {
  const { full, plain } = formsOf(message, language);
  const seen = await post(full());
  if (plain === undefined || !isFormRefusal(seen)) return judgeDiscord(seen, clock.now());
  return judgeDiscord(await post(plain()), clock.now());
}

interface Forms {
  readonly full: () => DiscordBody;
  readonly plain?: () => DiscordBody;
}

/** A summary has no plainer form: the outbox halves it until the story that Discord refuses stands alone. */
function formsOf(message: Message, language: Language): Forms {
  const { notices, summary } = message;
  if (summary !== undefined) return { full: () => renderSummaryPost(message, summary, language) };
  return notices === undefined
    ? {
        full: () => renderDiscordMessage(message, language),
        plain: () => renderPlainDiscordMessage(message, language),
      }
    : {
        full: () => renderNoticePost(message, language),
        plain: () => renderPlainNoticePost(message, language),
      };
}
