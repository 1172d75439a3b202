import type { PgsRenderer } from 'libpgs';
import { asProblem, getBuffer } from '../api/client';
import type { SubtitleOffer } from '../api/types';
import { DrawnPictures } from './drawn-pictures';

/** What is coming is fetched so long before it is needed. */
const aheadSeconds = 20;
const retryMs = 3_000;

/** What became of them: the network may come back, a browser that cannot draw them never will. */
export type PictureNews = 'shown' | 'missing' | 'impossible';

/**
 * Subtitles that are pictures, drawn over the film a window at a time. Each window has a canvas; the one that comes
 * is drawn before the one that goes is hidden, so what reaches over both does not flicker.
 */
export class PictureSubtitles {
  readonly #layer = document.createElement('div');
  readonly #windows = new Map<number, DrawnPictures | 'asked' | 'empty'>();
  readonly #stop = new AbortController();
  #library: Promise<typeof PgsRenderer> | undefined;
  #offset: number;

  constructor(
    readonly video: HTMLVideoElement,
    readonly offer: SubtitleOffer,
    offset: number,
    readonly tell: (news: PictureNews) => void,
  ) {
    this.#offset = offset;
    this.#layer.className = 'picture-subtitles';
    video.after(this.#layer);
    const { signal } = this.#stop;
    for (const event of ['timeupdate', 'seeked'])
      video.addEventListener(event, () => this.#draw(), { signal });
    video.addEventListener('resize', () => this.#fit(), { signal });
    this.#follow();
  }

  /** How many seconds later than the file says. */
  set offset(seconds: number) {
    this.#offset = seconds;
    this.#draw();
  }

  /** Fetches what is needed around a moment of the film, and lets go of the rest. */
  at(position: number): void {
    const seconds = this.offer.windowSeconds ?? 0;
    if (seconds <= 0 || this.#stop.signal.aborted) return;
    const moment = Math.max(0, position - this.#offset);
    const first = Math.floor(moment / seconds);
    const last = Math.floor((moment + aheadSeconds) / seconds);
    for (const [window, pictures] of this.#windows) {
      if ((window < first || window > last) && pictures !== 'asked') {
        if (pictures !== 'empty') pictures.stop();
        this.#windows.delete(window);
      }
    }
    for (let window = first; window <= last; window += 1) {
      if (!this.#windows.has(window)) void this.#fetch(window);
    }
  }

  stop(): void {
    this.#stop.abort();
    for (const pictures of this.#windows.values()) {
      if (typeof pictures === 'object') pictures.stop();
    }
    this.#windows.clear();
    this.#layer.remove();
  }

  async #fetch(window: number): Promise<void> {
    const { signal } = this.#stop;
    this.#windows.set(window, 'asked');
    let file: ArrayBuffer;
    try {
      file = await getBuffer((this.offer.picturesUrl ?? '').replace('{n}', String(window)), signal);
    } catch (failure) {
      if (!signal.aborted) this.#without(window, asProblem(failure).status);
      return;
    }
    if (signal.aborted) return;
    this.tell('shown');
    if (file.byteLength === 0) {
      this.#windows.set(window, 'empty');
      return;
    }
    try {
      this.#library ??= import('libpgs').then(({ PgsRenderer: Library }) => Library);
      const pictures = await DrawnPictures.of(await this.#library, file);
      if (signal.aborted) {
        pictures.stop();
        return;
      }
      pictures.fit(this.video);
      this.#layer.append(pictures.canvas);
      this.#windows.set(window, pictures);
      this.#draw();
    } catch (failure) {
      if (signal.aborted) return;
      console.warn(asProblem(failure).message);
      this.tell('impossible');
    }
  }

  /** Behind the last window there is nothing; what is broken stays so; anything else is asked for again. */
  #without(window: number, status: number | undefined): void {
    if (status === 404 && window > 0) {
      this.#windows.set(window, 'empty');
    } else if (status === 422) {
      this.tell('impossible');
    } else {
      this.tell('missing');
      setTimeout(() => this.#windows.delete(window), retryMs);
    }
  }

  /** The events of a film come four times a second, its pictures more often. */
  #follow(): void {
    if (!('requestVideoFrameCallback' in this.video)) return;
    const next = () => {
      if (this.#stop.signal.aborted) return;
      this.#draw();
      this.video.requestVideoFrameCallback(next);
    };
    this.video.requestVideoFrameCallback(next);
  }

  #fit(): void {
    for (const pictures of this.#windows.values()) {
      if (typeof pictures === 'object') pictures.fit(this.video);
    }
  }

  #draw(): void {
    const moment = this.video.currentTime - this.#offset;
    const now = Math.floor(Math.max(0, moment) / (this.offer.windowSeconds ?? 1));
    for (const [window, pictures] of this.#windows) {
      if (typeof pictures !== 'object') continue;
      pictures.draw(moment);
      pictures.canvas.classList.toggle('shown', window === now);
    }
  }
}
