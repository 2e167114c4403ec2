import { digestHtml } from "./digest-html.tsx";
import { digestText } from "./digest-text.ts";
import { type DigestContent, digestViews } from "./digest-view.ts";

/** A mail before it is put into an envelope: two parts that say the same. */
export interface RenderedMail {
  /** One line. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Gmail cuts a mail near 102 KB, and the way to unsubscribe with it. */
const BUDGET_BYTES = 90_000;

/**
 * A digest in the reader's language and time zone. The HTML is at most `budgetBytes` of UTF-8 (at least 40,000: the
 * best story is always shown in full): what does not fit is shown as a title and a link, then counted; the text part
 * goes on listing it.
 */
export function renderDigest(content: DigestContent & { readonly budgetBytes?: number }): RenderedMail {
  const { budgetBytes = BUDGET_BYTES } = content;
  const views = digestViews(content);
  const encoder = new TextEncoder();
  const fits = (step: number): boolean => encoder.encode(digestHtml(views.at(step))).length <= budgetBytes;
  let step = 0;
  let last = fits(0) ? 0 : views.count - 1;
  while (step < last) {
    const middle = Math.floor((step + last) / 2);
    if (fits(middle)) last = middle;
    else step = middle + 1;
  }
  const view = views.at(last);
  return { subject: view.subject, html: digestHtml(view), text: digestText(view) };
}
