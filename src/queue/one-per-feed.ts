/** Lets work on one feed wait for other work on the same feed, in the order in which it was asked for. */
export class OnePerFeed {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work once everything asked for before it on this feed has ended, however it ended. */
  async run<T>(feedId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(feedId) ?? Promise.resolve();
    const running = before.then(work, work);
    this.#last.set(feedId, running);
    try {
      return await running;
    } finally {
      if (this.#last.get(feedId) === running) this.#last.delete(feedId);
    }
  }
}
