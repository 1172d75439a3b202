import { preferences } from '../session/preferences.svelte';

/** What the video element tells of itself, kept for the controls, and what they ask of it directly. */
export class VideoState {
  position = $state(0);
  duration = $state(0);
  paused = $state(true);
  ended = $state(false);
  buffered = $state.raw<{ start: number; end: number }[]>([]);
  rate = $state(1);
  volume = $state(preferences.current.volume);
  muted = $state(preferences.current.muted);

  constructor(readonly video: HTMLVideoElement) {}

  get aheadSeconds(): number {
    const here = this.buffered.find(
      ({ start, end }) => start <= this.position + 0.25 && this.position <= end,
    );
    return here ? here.end - this.position : 0;
  }

  seek(seconds: number): void {
    const end = this.duration > 0 ? this.duration : Number.POSITIVE_INFINITY;
    this.video.currentTime = Math.min(Math.max(0, seconds), end);
    this.position = this.video.currentTime;
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
    // What is loaded anew, after an error or with another sound, goes on at the same speed.
    this.video.defaultPlaybackRate = rate;
  }

  setVolume(volume: number): void {
    this.video.volume = Math.min(1, Math.max(0, volume));
    this.video.muted = this.video.volume === 0;
  }

  toggleMuted(): void {
    this.video.muted = !this.video.muted;
    if (!this.video.muted && this.video.volume === 0) this.video.volume = 0.5;
  }

  /** Follows the element until the signal, with the volume that was kept. */
  protected follow(signal: AbortSignal): void {
    const { video } = this;
    video.volume = this.volume;
    video.muted = this.muted;
    const on = (names: string, listener: () => void) => this.on(names, listener, signal);
    on('timeupdate seeking', () => {
      this.position = video.currentTime;
    });
    on('durationchange', () => {
      this.duration = Number.isFinite(video.duration) ? video.duration : 0;
    });
    on('progress timeupdate seeked', () => this.#readBuffered());
    on('play pause ended', () => {
      this.paused = video.paused;
      this.ended = video.ended;
    });
    on('ratechange', () => {
      this.rate = video.playbackRate;
    });
    on('volumechange', () => {
      this.volume = video.volume;
      this.muted = video.muted;
      preferences.set({ volume: video.volume, muted: video.muted });
    });
  }

  /** Listens to events whose names are separated by spaces. */
  protected on(names: string, listener: () => void, signal: AbortSignal): void {
    for (const name of names.split(' ')) this.video.addEventListener(name, listener, { signal });
  }

  #readBuffered(): void {
    const { buffered } = this.video;
    this.buffered = Array.from({ length: buffered.length }, (_, at) => ({
      start: buffered.start(at),
      end: buffered.end(at),
    }));
  }
}
