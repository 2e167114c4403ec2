import type { JSX } from "hono/jsx/jsx-runtime";
import type { Page } from "../page.ts";
import { Layout } from "./layout.tsx";

/** What an unknown address answers. */
export function NotFound({ page }: { page: Page }): JSX.Element {
  const { title, text, back } = page.words.notFound;
  return (
    <Layout page={page} title={`${title} – vigie`}>
      <h1>{title}</h1>
      <p>
        {text} <a href={`/?lang=${page.language}`}>{back}</a>
      </p>
    </Layout>
  );
}
