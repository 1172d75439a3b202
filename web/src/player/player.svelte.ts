import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { asProblem, isAbort, type Problem } from '../api/client';
import { api } from '../api/routes';
import type { Playback } from '../api/types';
import { bitrate, count } from '../format';
import { m } from '../messages';
import { preferences } from '../session/preferences.svelte';
import { takeAhead } from './ahead';
import { capabilities, playsHlsItself } from './capabilities';
import { lost, type PlayerFault, refusal, undecodable } from './faults';
import { hlsSettings } from './hls-settings';
import { prepared } from './prepare';
import { Stall } from './stall.svelte';
import { Subtitles } from './subtitles.svelte';
import {
  type QualityChoice,
  qualityChoice,
  sameLanguage,
  type TrackChoice,
  trackChoice,
} from './track-choice';
import { VideoState } from './video-state.svelte';

const mostRecoveries = 2;
/** One may be a disk that had to wake up. */
const stallsBeforeRelief = 2;
/** A ticket is renewed when the server no longer knows it, but not over and over. */
const renewPauseMs = 10_000;
const busyPauseSeconds = 5;
const goneStatuses = [401, 403, 404, 410];

/** Plays one item: asks how, attaches the stream, and lets the viewer choose in it. */
export class Player extends VideoState {
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
  #asking: AbortController | undefined;
  readonly #stop = new AbortController();
  readonly subtitles: Subtitles;
  readonly stall = new Stall(
    () => this.#reasonToWait(),
    () => this.#relieve(),
  );

  constructor(
    readonly id: string,
    video: HTMLVideoElement,
  ) {
    super(video);
    this.subtitles = new Subtitles(id, video, () => this.#openAnew());
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

  async start(startAt: number): Promise<void> {
    this.#listen();
    await this.#open(startAt);
  }

  stop(): void {
    this.#stop.abort();
    this.#asking?.abort();
    this.stall.end();
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
      if (!isAbort(failure)) this.stall.end();
    });
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
    this.stall.begin();
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
      const playback = await (takeAhead(this.id, wish) ?? api.playback(this.id, wish, signal));
      signal.throwIfAborted();
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
      const Library = prepared.hls ?? (await import('hls.js')).default;
      if (signal.aborted) return;
      this.#attachHls(Library, playback.url, startAt);
    }
    if (!wasEnded) this.play();
  }

  #attachHls(Library: typeof Hls, url: string, startAt: number): void {
    const hls = new Library(hlsSettings(Library, startAt));
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
      if (data.response?.code === 503) this.stall.reason = m.player.busyPart;
      return;
    }
    if (data.type === Library.ErrorTypes.MEDIA_ERROR && this.#recoveries < mostRecoveries) {
      this.#recoveries += 1;
      hls.recoverMediaError();
    } else if (data.type === Library.ErrorTypes.NETWORK_ERROR) {
      this.#lostStream(data.response?.code ?? 0);
    } else {
      this.#give(undecodable());
    }
  }

  #lostStream(status: number): void {
    if (goneStatuses.includes(status) && performance.now() - this.#renewedAt > renewPauseMs) {
      this.#renewedAt = performance.now();
      void this.#open(this.position);
      return;
    }
    this.#give(lost());
  }

  #fileFailed(): void {
    const { error } = this.video;
    if (this.#hls || !error || this.video.getAttribute('src') === null) return;
    if (error.code === MediaError.MEDIA_ERR_NETWORK) {
      this.#lostStream(0);
    } else if (this.#asStream) {
      this.#give(undecodable());
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
    this.#give(refusal(problem));
  }

  /** A server that is busy says when to ask again; until then the viewer is told so. */
  #comeBack(problem: Problem, startAt: number): void {
    const seconds = problem.retryAfterSeconds ?? busyPauseSeconds;
    this.stall.beginWith(
      problem.percent === undefined
        ? m.player.busy(count(seconds))
        : m.player.preparing(count(problem.percent)),
    );
    const again = setTimeout(() => void this.#open(startAt), seconds * 1000);
    this.#stop.signal.addEventListener('abort', () => clearTimeout(again), { once: true });
  }

  #give(fault: PlayerFault): void {
    this.stall.end();
    this.video.pause();
    this.#hls?.stopLoad();
    this.fault = fault;
  }

  // What the picture tells.

  #listen(): void {
    const signal = this.#stop.signal;
    this.follow(signal);
    this.on('timeupdate seeking', () => this.subtitles.at(this.video.currentTime), signal);
    this.on('waiting seeking', () => this.stall.begin(), signal);
    this.on('playing seeked canplay', () => this.stall.end(), signal);
    this.on('error', () => this.#fileFailed(), signal);
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
}
