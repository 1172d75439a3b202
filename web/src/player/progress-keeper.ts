import { asProblem } from '../api/client';
import { api } from '../api/routes';
import { watched } from '../library/watched.svelte';

const everyMs = 10_000;
/** Less has not been watched, only opened. */
const leastSeconds = 1;

/** Tells the server where the viewer is: every 10 s while it plays, and whenever it stops for any reason. */
export class ProgressKeeper {
  #timer: ReturnType<typeof setInterval> | undefined;
  #kept = -1;
  readonly #stop = new AbortController();

  constructor(
    readonly id: string,
    readonly video: HTMLVideoElement,
  ) {}

  start(): void {
    const signal = this.#stop.signal;
    this.#timer = setInterval(() => {
      if (!this.video.paused) this.keep();
    }, everyMs);
    for (const event of ['pause', 'ended', 'seeked'])
      this.video.addEventListener(event, () => this.keep(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && this.keep(), { signal });
    addEventListener('pagehide', () => this.keep(), { signal });
  }

  stop(): void {
    this.keep();
    clearInterval(this.#timer);
    this.#stop.abort();
  }

  keep(): void {
    const { currentTime, duration, readyState } = this.video;
    const position = Math.round(currentTime * 1000) / 1000;
    if (readyState === 0 || position < leastSeconds || Math.abs(position - this.#kept) < 0.25) return;
    this.#kept = position;
    const length = Number.isFinite(duration) ? duration : undefined;
    api
      .keepProgress(this.id, position, length)
      .then((state) => watched.learn(this.id, state))
      .catch((failure: unknown) => {
        // The next beat tries again; a viewer is not to be disturbed for it.
        this.#kept = -1;
        console.warn(asProblem(failure).message);
      });
  }
}
