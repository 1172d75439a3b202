import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import hlsWorker from 'hls.js/dist/hls.worker.js?url';
import { asProblem, isAbort, type Problem } from '../api/client';
import { api } from '../api/routes';
import type { Playback } from '../api/types';
import { bitrate, count } from '../format';
import { m } from '../messages';
import { preferences } from '../session/preferences.svelte';
import { capabilities, playsHlsItself } from './capabilities';
import { Subtitles } from './subtitles.svelte';
import {
  type QualityChoice,
  qualityChoice,
  sameLanguage,
  type TrackChoice,
  trackChoice,
} from './track-choice';

export interface PlayerFault {
  title: string;
  text: string;
  reasons: string[];
  /** Asking for HLS may help where the file itself failed. */
  streamMayHelp: boolean;
}

const stallRingMs = 400;
const stallWordsMs = 3_000;
const mostRecoveries = 2;
/** One may be a disk that had to wake up. */
const stallsBeforeRelief = 2;
/** A ticket is renewed when the server no longer knows it, but not over and over. */
const renewPauseMs = 10_000;
/** A part that the server still has to make may take it a while. */
const patience = { maxNumRetry: 20, retryDelayMs: 1_000, maxRetryDelayMs: 4_000 };
const busyPauseSeconds = 5;
const goneStatuses = [401, 403, 404, 410];

/** Plays one item: asks how, attaches the stream, and keeps what the controls show. */
export class Player {
  position = $state(0);
  duration = $state(0);
  paused = $state(true);
  ended = $state(false);
  buffered = $state.raw<{ start: number; end: number }[]>([]);
  rate = $state(1);
  volume = $state(preferences.current.volume);
  muted = $state(preferences.current.muted);
  isStalled = $state(true);
  stallReason = $state<string>();
  notice = $state<string>();
  fault = $state.raw<PlayerFault | undefined>();
  playback = $state.raw<Playback | undefined>();
  audio = $state.raw<TrackChoice[]>([]);
  audioChosen = $state(-1);
  qualities = $state.raw<QualityChoice[]>([]);
  qualityChosen = $state(-1);

  #hls: Hls | undefined;
  #asStream = false;
  /** Whether smaller pictures are wanted beside the original. */
  #ladder = false;
  #stalls = 0;
  #wantedAudio: TrackChoice | undefined;
  #recoveries = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #stallTimers: ReturnType<typeof setTimeout>[] = [];
  #asking: AbortController | undefined;
  readonly #stop = new AbortController();
  readonly subtitles: Subtitles;

  constructor(
    readonly id: string,
    readonly video: HTMLVideoElement,
  ) {
    this.subtitles = new Subtitles(id, video);
  }

  /** What the stream carries, for the figures. */
  get bandwidth(): number | undefined {
    return this.#hls && this.#hls.bandwidthEstimate > 0 ? this.#hls.bandwidthEstimate : undefined;
  }

  /** The variant that is shown, as people name them. */
  get variant(): string | undefined {
    const level = this.#hls?.levels[this.#hls.currentLevel];
    if (!level) return undefined;
    return [level.height ? `${level.height}p` : '', bitrate(level.bitrate)].filter(Boolean).join(', ');
  }

  get codecs(): string | undefined {
    const level = this.#hls?.levels[this.#hls.currentLevel];
    return [level?.videoCodec, level?.audioCodec].filter(Boolean).join(', ') || undefined;
  }

  get aheadSeconds(): number {
    const here = this.buffered.find(
      ({ start, end }) => start <= this.position + 0.25 && this.position <= end,
    );
    return here ? here.end - this.position : 0;
  }

  async start(startAt: number): Promise<void> {
    this.#listen();
    this.video.volume = this.volume;
    this.video.muted = this.muted;
    await this.#open(startAt);
  }

  stop(): void {
    this.#stop.abort();
    this.#asking?.abort();
    this.#calm();
    this.subtitles.stop();
    this.#detach();
  }

  // What a viewer does.

  toggle(): void {
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  play(): void {
    this.video.play().catch((failure: unknown) => {
      // A browser that wants a click first leaves the picture still; the large button waits there.
      if (!isAbort(failure)) this.#calm();
    });
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

  chooseAudio(key: number): void {
    const choice = this.audio.find((each) => each.key === key);
    if (!choice) return;
    preferences.set({ audioLanguage: choice.language });
    if (this.#hls) {
      this.#hls.audioTrack = key;
    } else {
      // A browser plays only the default sound of a file; as a stream each can be chosen.
      this.#wantedAudio = choice;
      this.asStream();
    }
  }

  chooseText(key: number): void {
    const drawn = this.subtitles.burnIn;
    this.subtitles.choose(key);
    preferences.set({ subtitleLanguage: this.subtitles.language });
    if (drawn !== this.subtitles.burnIn) this.#openAnew();
  }

  toggleText(): void {
    const { chosen, choices } = this.subtitles;
    if (chosen >= 0) this.chooseText(-1);
    else if (choices.length > 0) {
      const { lastSubtitleLanguage } = preferences.current;
      const wished = choices.find(({ language }) => sameLanguage(language, lastSubtitleLanguage));
      this.chooseText((wished ?? choices[0])?.key ?? -1);
    }
  }

  moveText(seconds: number): void {
    if (this.subtitles.chosen < 0) return;
    this.subtitles.shift(seconds);
    this.notice = m.player.moved(m.player.offset(this.subtitles.offset));
  }

  /** A size that the stream does not have is asked for; without one it is the stream that chooses. */
  chooseQuality(key: number): void {
    this.qualityChosen = key;
    const level = this.#level();
    if (this.#hls && level !== undefined) {
      this.#hls.nextLevel = level;
    } else if (level === undefined || this.#ladder) {
      this.#ladder = !this.playback?.qualities[key]?.original;
      this.#openAnew();
    }
  }

  #openAnew(): void {
    void this.#open(this.position);
  }

  retry(): void {
    this.#recoveries = 0;
    void this.#open(this.position);
  }

  asStream(): void {
    this.#asStream = true;
    this.retry();
  }

  // How it comes to play.

  async #open(startAt: number): Promise<void> {
    this.fault = undefined;
    this.#wait();
    this.#asking?.abort();
    this.#asking = new AbortController();
    const signal = this.#asking.signal;
    try {
      const { burnIn } = this.subtitles;
      const wish = {
        ...capabilities(),
        ...(this.#asStream && { directPlay: false }),
        ...(this.#ladder && { ladder: true }),
        ...(burnIn !== undefined && { burnIn }),
      };
      const playback = await api.playback(this.id, wish, signal);
      this.playback = playback;
      this.#learnQualities(playback);
      await this.#attach(playback, startAt, signal);
    } catch (failure) {
      if (!isAbort(failure)) this.#refused(asProblem(failure), startAt);
    }
  }

  async #attach(playback: Playback, startAt: number, signal: AbortSignal): Promise<void> {
    this.#detach();
    this.subtitles.learn(
      playback.subtitles ?? [],
      preferences.current.subtitleLanguage,
      preferences.current.audioLanguage,
    );
    const wasEnded = this.ended;
    this.ended = false;
    if (playback.kind === 'direct' || playsHlsItself()) {
      this.video.src = playback.url;
      this.video.addEventListener('loadedmetadata', () => startAt > 0 && this.seek(startAt), {
        once: true,
        signal,
      });
    } else {
      const { default: Hls } = await import('hls.js');
      if (signal.aborted) return;
      this.#attachHls(Hls, playback.url, startAt);
    }
    if (!wasEnded) this.play();
  }

  #attachHls(Library: typeof Hls, url: string, startAt: number): void {
    const hls = new Library({
      startPosition: startAt > 0 ? startAt : -1,
      workerPath: hlsWorker,
      maxBufferLength: 40,
      maxMaxBufferLength: 120,
      backBufferLength: 60,
      capLevelToPlayerSize: true,
      // A home network is fast, and a first guess that is too low makes the server encode twice.
      abrEwmaDefaultEstimate: 8_000_000,
      renderTextTracksNatively: false,
      fragLoadPolicy: {
        default: { ...Library.DefaultConfig.fragLoadPolicy.default, errorRetry: patience },
      },
    });
    this.#hls = hls;
    const { Events } = Library;
    hls.on(Events.MANIFEST_PARSED, () => {
      const level = this.#level() ?? -1;
      // Even to set −1 would begin with the smallest picture, to measure the network by.
      if (level >= 0) hls.loadLevel = level;
    });
    hls.on(Events.AUDIO_TRACKS_UPDATED, () => this.#learnAudio(hls));
    hls.on(Events.AUDIO_TRACK_SWITCHED, () => {
      this.audioChosen = hls.audioTrack;
    });
    // The subtitles come by themselves, so that those of files beside the film are no different.
    hls.on(Events.SUBTITLE_TRACKS_UPDATED, () => {
      hls.subtitleTrack = -1;
    });
    hls.on(Events.ERROR, (_event, data) => this.#failed(Library, hls, data));
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  #detach(): void {
    this.#hls?.destroy();
    this.#hls = undefined;
    this.video.removeAttribute('src');
    this.video.load();
    this.audio = [];
  }

  #learnQualities({ qualities }: Playback): void {
    this.qualities = qualities.length > 1 ? qualities.map(qualityChoice) : [];
  }

  /** The chosen size as the stream numbers it, −1 where there is nothing to set; none where it has no such. */
  #level(): number | undefined {
    const wanted = this.playback?.qualities[this.qualityChosen];
    if (!wanted || (!this.#hls && wanted.original)) return -1;
    const level = this.#hls?.levels.findIndex(({ height }) => height === wanted.height) ?? -1;
    return level < 0 ? undefined : level;
  }

  #learnAudio(hls: Hls): void {
    this.audio = hls.audioTracks.map((track, key) => trackChoice(key, track.lang ?? '', track.name));
    const wished = this.#wantedAudio
      ? this.audio.find(({ label }) => label === this.#wantedAudio?.label)
      : this.audio.find(({ language }) => sameLanguage(language, preferences.current.audioLanguage));
    if (wished) hls.audioTrack = wished.key;
    this.audioChosen = hls.audioTrack;
  }

  /** What can be heard of a file that is played as it is: known from its tracks. */
  offerFileAudio(choices: TrackChoice[], chosen: number): void {
    if (this.#hls || this.playback?.kind !== 'direct') return;
    this.audio = choices;
    this.audioChosen = chosen;
  }

  // What can go wrong.

  #failed(Library: typeof Hls, hls: Hls, data: ErrorData): void {
    if (this.#hls !== hls) return;
    if (!data.fatal) {
      if (data.response?.code === 503) this.stallReason = m.player.busyPart;
      return;
    }
    if (data.type === Library.ErrorTypes.MEDIA_ERROR && this.#recoveries < mostRecoveries) {
      this.#recoveries += 1;
      hls.recoverMediaError();
    } else if (data.type === Library.ErrorTypes.NETWORK_ERROR) {
      this.#lostStream(data.response?.code ?? 0);
    } else {
      this.#give({ title: m.player.errorTitle, text: m.player.decode, reasons: [], streamMayHelp: false });
    }
  }

  #lostStream(status: number): void {
    if (goneStatuses.includes(status) && performance.now() - this.#renewedAt > renewPauseMs) {
      this.#renewedAt = performance.now();
      void this.#open(this.position);
      return;
    }
    this.#give({ title: m.player.errorTitle, text: m.player.gone, reasons: [], streamMayHelp: false });
  }

  #fileFailed(): void {
    const { error } = this.video;
    if (this.#hls || !error || this.video.getAttribute('src') === null) return;
    if (error.code === MediaError.MEDIA_ERR_NETWORK) {
      this.#lostStream(0);
    } else if (this.#asStream) {
      this.#give({ title: m.player.errorTitle, text: m.player.decode, reasons: [], streamMayHelp: false });
    } else {
      this.notice = m.player.fallback;
      this.asStream();
    }
  }

  #refused(problem: Problem, startAt: number): void {
    if (problem.status === 503) {
      this.#comeBack(problem, startAt);
      return;
    }
    this.#give({
      title: m.player.errorTitle,
      text: problem.message,
      reasons: problem.reasons.filter((reason) => reason !== problem.message),
      streamMayHelp: false,
    });
  }

  /** A server that is busy says when to ask again; until then the viewer is told so. */
  #comeBack(problem: Problem, startAt: number): void {
    const seconds = problem.retryAfterSeconds ?? busyPauseSeconds;
    this.#calm();
    this.isStalled = true;
    this.stallReason =
      problem.percent === undefined
        ? m.player.busy(count(seconds))
        : m.player.preparing(count(problem.percent));
    const again = setTimeout(() => void this.#open(startAt), seconds * 1000);
    this.#stop.signal.addEventListener('abort', () => clearTimeout(again), { once: true });
  }

  #give(fault: PlayerFault): void {
    this.#calm();
    this.video.pause();
    this.#hls?.stopLoad();
    this.fault = fault;
  }

  // What the picture tells.

  #listen(): void {
    const { video } = this;
    const signal = this.#stop.signal;
    const on = (names: string, listener: () => void) => {
      for (const name of names.split(' ')) video.addEventListener(name, listener, { signal });
    };
    on('timeupdate seeking', () => {
      this.position = video.currentTime;
      this.subtitles.at(video.currentTime);
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
    on('waiting seeking', () => this.#wait());
    on('playing seeked canplay', () => this.#calm());
    on('error', () => this.#fileFailed());
  }

  #readBuffered(): void {
    const { buffered } = this.video;
    this.buffered = Array.from({ length: buffered.length }, (_, at) => ({
      start: buffered.start(at),
      end: buffered.end(at),
    }));
  }

  #wait(): void {
    this.#calm();
    this.#stallTimers = [
      setTimeout(() => {
        this.isStalled = true;
      }, stallRingMs),
      setTimeout(() => {
        this.stallReason = this.#reasonToWait();
        this.#relieve();
      }, stallWordsMs),
    ];
  }

  /** Who left the choice to the player gets smaller pictures where the network is too slow for the original. */
  #relieve(): void {
    const free = this.qualityChosen < 0 && this.qualities.length > 0 && !this.#ladder;
    if (!free || this.video.readyState < HTMLMediaElement.HAVE_METADATA || this.aheadSeconds > 2) return;
    this.#stalls += 1;
    if (this.#stalls < stallsBeforeRelief) return;
    this.#ladder = true;
    this.notice = m.player.slower;
    this.#openAnew();
  }

  #reasonToWait(): string {
    if (this.aheadSeconds > 2) return m.player.slow.device;
    return this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA
      ? m.player.slow.disk
      : m.player.slow.network;
  }

  #calm(): void {
    for (const timer of this.#stallTimers) clearTimeout(timer);
    this.#stallTimers = [];
    this.isStalled = false;
    this.stallReason = undefined;
  }
}
