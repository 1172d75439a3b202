import { Resource } from '../api/resource.svelte';

/** A value that is asked for again and again while its page is looked at, and not while it is paused. */
export class Live<T> extends Resource<T> {
  readonly #ask: (signal: AbortSignal) => Promise<T>;

  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    super();
    this.#ask = ask;
  }

  again(): void {
    void this.load(this.#ask);
  }

  /** Begins; what it returns ends it. */
  watch(everyMs: number): () => void {
    this.again();
    const timer = setInterval(() => {
      if (!document.hidden && !watching.paused) this.again();
    }, everyMs);
    return () => {
      clearInterval(timer);
      this.stop();
    };
  }
}

/** One key holds everything that moves. */
export const watching = $state({ paused: false });
