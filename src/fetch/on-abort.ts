const listenersBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs `listener` when the signal aborts, and gives back the function that takes it off. One signal may stop a
 * thousand fetches; Node takes more than ten listeners of its own kind for a leak and warns, so here they share one.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const listeners = listenersBySignal.get(signal) ?? share(signal);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function share(signal: AbortSignal): Set<() => void> {
  const listeners = new Set<() => void>();
  listenersBySignal.set(signal, listeners);
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  signal.addEventListener("abort", tell, { once: true });
  return listeners;
}
