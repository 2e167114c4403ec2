import { Hono } from "hono";
import type { ConsoleView } from "./view-model.ts";

/**
 * For machines: `/healthz` is 200 while the event loop answers; `/readyz` is 200 or 503 with every check, so that a
 * supervisor can tell a process to restart from one to wait for.
 */
export function healthRoutes(view: ConsoleView): Hono {
  const routes = new Hono();
  routes.get("/healthz", (context) => context.text("ok\n"));
  routes.get("/readyz", (context) => {
    const { ready, checks } = view.health();
    return context.json({ ready, checks }, ready ? 200 : 503);
  });
  return routes;
}
