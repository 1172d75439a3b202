import { asProblem, isAbort, type Problem } from './client';

/** How long a view stays still before it admits that it waits; shorter waits would only flicker. */
const patienceMs = 150;

/** A value from the server with the states a view can show: waiting, here, failed. */
export class Resource<T> {
  value = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  isSlow = $state(false);
  #running: AbortController | undefined;

  async load(work: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const slow = setTimeout(() => {
      this.isSlow = true;
    }, patienceMs);
    try {
      const value = await work(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
      this.problem = undefined;
    } catch (failure) {
      if (isAbort(failure) || running.signal.aborted) return;
      this.problem = asProblem(failure);
    } finally {
      clearTimeout(slow);
      if (this.#running === running) this.isSlow = false;
    }
  }

  stop(): void {
    this.#running?.abort();
  }
}
