const withoutIdleMs = 200;

/**
 * Does something when the browser has nothing better to do; Safari does not tell, and does it a little later.
 *
 * @returns takes it back
 */
export function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const idle = requestIdleCallback(work);
    return () => cancelIdleCallback(idle);
  }
  const timer = setTimeout(work, withoutIdleMs);
  return () => clearTimeout(timer);
}
