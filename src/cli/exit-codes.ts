/** How a command ends, for scripts: the codes of sysexits.h where one fits. */
export const EXIT = {
  done: 0,
  /** A check or a round found problems. */
  problems: 1,
  /** Wrong usage, or a configuration that does not load. */
  usage: 2,
  damagedStore: 65,
  diskError: 74,
  /** Another process holds the store. */
  locked: 75,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
