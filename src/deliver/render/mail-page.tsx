import { raw } from "hono/html";
import type { Child, FC } from "hono/jsx";
import type { Language } from "../../model/profile.ts";
import type { MailFoot } from "./digest-view.ts";
import { hairline, look, styleSheet, TONES } from "./mail-theme.ts";
import { mailWords } from "./words.ts";

interface MailPageProps {
  readonly language: Language;
  readonly title: string;
  /** What a mailbox shows after the subject; not seen in the mail itself. */
  readonly preheader: string;
  readonly foot: MailFoot;
  readonly children?: Child;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const HIDDEN =
  "display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;opacity:0;";
/** Invisible width after the preheader, so that a mailbox does not go on with the first lines of the page. */
const FILLER = " \u034F\u200C\u00A0".repeat(60);
// Outlook on Windows ignores max-width: it gets a table of fixed width around the column.
const GHOST_OPEN =
  '<!--[if mso]><table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->';
const GHOST_CLOSE = "<!--[if mso]></td></tr></table><![endif]-->";

/** The page around a mail: one column of 640 px at most, no image, no script, nothing loaded from anywhere. */
export const MailPage: FC<MailPageProps> = ({ language, title, preheader, foot, children }) => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
      <title>{title}</title>
      <style>{raw(styleSheet())}</style>
    </head>
    <body class="page" style={look(TONES.page, `margin:0;padding:0;${FONT}-webkit-text-size-adjust:100%;`)}>
      <div style={HIDDEN} dir="auto">
        {preheader}
        {FILLER}
      </div>
      {raw(GHOST_OPEN)}
      <div style="max-width:640px;margin:0 auto;padding:20px 8px 28px;overflow-wrap:anywhere;">
        {children}
        <Foot language={language} foot={foot} />
      </div>
      {raw(GHOST_CLOSE)}
    </body>
  </html>
);

/** A page as it goes into a mail. Only for synchronous components: another would print itself as a promise. */
export function written(page: { toString(): string }): string {
  return `<!doctype html>${page.toString()}`;
}

/** A white box with a thin border. A table cell carries the colour: painted twice, dark mode shows square corners. */
export const Card: FC<{ children?: Child }> = ({ children }) => (
  <table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    style="border-collapse:separate;margin:0 0 16px;"
  >
    <tr>
      <td
        class="card line"
        style={look(TONES.card, `${hairline("border")}border-radius:10px;padding:0 0 6px;`)}
      >
        {children}
      </td>
    </tr>
  </table>
);

const Foot: FC<{ language: Language; foot: MailFoot }> = ({ language, foot }) => {
  const words = mailWords(language);
  return (
    <div class="pad pdim" style={look(TONES.pageDim, "padding:8px 24px 0;font-size:12px;line-height:18px;")}>
      <p style="margin:0 0 6px;">{foot.means}</p>
      <p style="margin:0;">
        {words.sentTo(foot.address, foot.destination)}
        {foot.unsubscribe === undefined ? undefined : (
          <>
            {" "}
            <a class="plink" style={look(TONES.pageLink)} href={foot.unsubscribe}>
              {words.unsubscribe}
            </a>
          </>
        )}
      </p>
    </div>
  );
};
