import type { Config } from "../model/config.ts";

/** What is opened once, at the start: the store, and what listens. */
const OPENED: Readonly<Record<string, (config: Config) => string | number | undefined>> = {
  "store.directory": ({ store }) => store.directory,
  "store.texts": ({ store }) => store.textBytes,
  "console.listen": ({ console }) => console && `${console.host}:${console.port}`,
  "websub.callback": ({ websub }) => websub?.callback,
  "websub.listen": ({ websub }) => websub && `${websub.host}:${websub.port}`,
  "websub.secret": ({ websub }) => websub?.secret.reveal(),
};

/** The keys of `vigie.yaml` that a process which was started with one configuration cannot take from another. */
export function restartNeeded(started: Config, loaded: Config): readonly string[] {
  return Object.entries(OPENED).flatMap(([key, valueIn]) =>
    valueIn(started) === valueIn(loaded) ? [] : [key],
  );
}
