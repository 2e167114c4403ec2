import { Hono } from "hono";
import type { Log } from "../ports/log.ts";
import { healthRoutes } from "./health.ts";
import { openPage } from "./page.ts";
import { ownHostsOnly, protectiveHeaders, readsOnly } from "./security.ts";
import { takeSnapshot } from "./snapshot.ts";
import { STYLE, STYLE_PATH } from "./style.ts";
import type { ConsoleView } from "./view-model.ts";
import { FrontPage } from "./views/front-page.tsx";
import { NotFound } from "./views/not-found.tsx";

/** What the console answers, and to whom. `host` is the name or address it listens on. */
export function consoleRoutes({ host, view, log }: { host: string; view: ConsoleView; log: Log }): Hono {
  const routes = new Hono();
  routes.use(protectiveHeaders(), ownHostsOnly(host), readsOnly());
  routes.route("/", healthRoutes(view));
  routes.get(STYLE_PATH, (context) =>
    context.body(STYLE, 200, {
      "content-type": "text/css; charset=utf-8",
      // The name changes with the content.
      "cache-control": "public, max-age=31536000, immutable",
    }),
  );
  routes.get("/", (context) =>
    context.html(<FrontPage seen={takeSnapshot(view)} page={openPage(view, context.req.query("lang"))} />),
  );
  routes.notFound((context) =>
    context.html(<NotFound page={openPage(view, context.req.query("lang"))} />, 404),
  );
  routes.onError((error, context) => {
    log.error("page.failed", { path: context.req.path, error: `${error.name}: ${error.message}` });
    return context.text("The console met an error; the log has its cause.\n", 500);
  });
  return routes;
}
