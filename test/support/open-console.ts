import { onTestFinished } from "vitest";
import { startConsole, type ConsoleServer } from "../../src/console/server.ts";
import type { ConsoleView } from "../../src/console/view-model.ts";
import type { Log, LogFields } from "../../src/ports/log.ts";

/** What a console wrote to its log. */
export interface Logged {
  readonly event: string;
  readonly fields: LogFields;
}

/** A real console on a free port of 127.0.0.1 that is closed with the test. */
export async function openConsole(view: ConsoleView, logged: Logged[] = []): Promise<ConsoleServer> {
  const write = (event: string, fields: LogFields = {}): void => void logged.push({ event, fields });
  const log: Log = { info: write, warn: write, error: write };
  const server = await startConsole({ host: "127.0.0.1", port: 0, view, log });
  onTestFinished(() => server.close());
  return server;
}
