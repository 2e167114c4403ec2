import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Language } from "../../model/profile.ts";
import type { Page } from "../page.ts";
import { STYLE_PATH } from "../style.ts";

const LANGUAGES: Readonly<Record<Language, string>> = { fr: "Français", en: "English" };

/** A mast on the horizon, with somebody in the crow's nest. */
const EMBLEM =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='#1c4a63'/><g fill='none' stroke='#f7f1e3' stroke-width='2.4' stroke-linecap='round'><path d='M16 13v12M10.500 13h11l-1.800 5.500h-7.400zM5 25.500h22'/></g><circle cx='16' cy='8' r='2.800' fill='#f7f1e3'/></svg>";

/** The frame of every page: skip link, name, languages, and what the page itself says. */
export function Layout({
  page,
  title,
  children,
}: {
  page: Page;
  title: string;
  children: Child;
}): JSX.Element {
  const { words } = page;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={page.language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <title>{title}</title>
          <link rel="icon" href={`data:image/svg+xml,${encodeURIComponent(EMBLEM)}`} />
          <link rel="stylesheet" href={STYLE_PATH} />
        </head>
        <body>
          <a class="skip" href="#main">
            {words.skip}
          </a>
          <header>
            <p class="wordmark">
              {raw(EMBLEM.replace("<svg ", "<svg aria-hidden='true' focusable='false' "))}
              <a href={`/?lang=${page.language}`}>vigie</a>
              <small>{words.tagline}</small>
            </p>
            <Languages page={page} />
          </header>
          <main id="main" tabindex={-1}>
            {children}
          </main>
          <footer>
            <p>
              vigie {page.version} · {words.footer}
            </p>
          </footer>
        </body>
      </html>
    </>
  );
}

function Languages({ page }: { page: Page }): JSX.Element {
  const languages: readonly Language[] = ["fr", "en"];
  return (
    <nav class="languages" aria-label={page.words.languages}>
      {languages.map((language) => (
        <a
          href={`/?lang=${language}`}
          lang={language}
          hreflang={language}
          {...(language === page.language ? { "aria-current": "true" } : {})}
        >
          {LANGUAGES[language]}
        </a>
      ))}
    </nav>
  );
}
