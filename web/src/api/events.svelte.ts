import { eventsAddress } from './routes';
import type { ItemChange, Library, UploadStatus } from './types';

interface Payloads {
  scan: Library;
  item: ItemChange;
  upload: UploadStatus;
}

type Name = keyof Payloads;
type Listener<N extends Name> = (payload: Payloads[N]) => void;

const names: Name[] = ['scan', 'item', 'upload'];
const longestPauseMs = 30_000;
/** A lost connection is only worth a word when it does not come back at once. */
const graceMs = 2_500;

/** The server's live news; comes back by itself, waiting 1, 2, 4 … 30 s between attempts. */
export class LiveEvents {
  isLost = $state(false);
  #source: EventSource | undefined;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Map<Name, Set<(payload: never) => void>>();
  #onReturn = new Set<() => void>();

  on<N extends Name>(name: N, listener: Listener<N>): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
    return () => listeners.delete(listener);
  }

  /** Called when the connection is back, since what happened meanwhile was missed. */
  onReturn(listener: () => void): () => void {
    this.#onReturn.add(listener);
    return () => this.#onReturn.delete(listener);
  }

  open(): void {
    if (this.#source) return;
    const source = new EventSource(eventsAddress);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed();
    for (const name of names) {
      source.addEventListener(name, (event) => this.#deliver(name, (event as MessageEvent<string>).data));
    }
  }

  close(): void {
    this.#stop();
    this.#failures = 0;
    this.isLost = false;
  }

  /** Tries now instead of when the pause is over. */
  hurry(): void {
    this.#stop();
    this.open();
  }

  #stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#source?.close();
    this.#source = undefined;
  }

  #opened(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const returned = this.#failures > 0;
    this.#failures = 0;
    this.isLost = false;
    if (returned) for (const listener of this.#onReturn) listener();
  }

  #failed(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#grace ??= setTimeout(() => {
      this.isLost = true;
    }, graceMs);
    const pause = Math.min(longestPauseMs, 1000 * 2 ** this.#failures);
    this.#failures += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.open(), pause);
  }

  #deliver(name: Name, text: string): void {
    const payload = JSON.parse(text) as never;
    for (const listener of this.#listeners.get(name) ?? []) listener(payload);
  }
}

export const events = new LiveEvents();
