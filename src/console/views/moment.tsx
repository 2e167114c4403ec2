import type { JSX } from "hono/jsx/jsx-runtime";
import { toIso, type Instant } from "../../model/time.ts";
import type { Page } from "../page.ts";

/** A point in time by its date, for what began then; the exact one is in the tooltip and for machines. */
export function Since({ at, page }: { at: Instant; page: Page }): JSX.Element {
  return (
    <time datetime={toIso(at)} title={page.moments.full(at)}>
      {page.moments.date(at)}
    </time>
  );
}

/** A point in time as seen from now; the exact one is in the tooltip and for machines. */
export function Moment({ at, page }: { at: Instant; page: Page }): JSX.Element {
  return (
    <time datetime={toIso(at)} title={page.moments.full(at)}>
      {page.moments.relative(at)}
    </time>
  );
}
