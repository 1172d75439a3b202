/**
 * The subtitles of a stream, shown through one text track of our own. The native way of hls.js gives each track
 * element a data: address, which a strict content security policy refuses.
 */
export class StreamTexts {
  readonly #cues = new Map<number, Map<string, VTTCue>>();
  readonly #track: TextTrack;
  #chosen = -1;

  constructor(video: HTMLVideoElement) {
    this.#track = video.addTextTrack('subtitles');
    this.#track.mode = 'disabled';
  }

  /** Neighbouring segments repeat the cues that reach into both, so each is kept once. */
  add(key: number, cues: VTTCue[]): void {
    const kept = this.#cues.get(key) ?? new Map<string, VTTCue>();
    this.#cues.set(key, kept);
    for (const cue of cues) {
      const name = `${cue.startTime}/${cue.endTime}/${cue.text}`;
      if (kept.has(name)) continue;
      kept.set(name, cue);
      if (key === this.#chosen) this.#track.addCue(cue);
    }
  }

  /** Shows one of the texts; a negative key shows none. */
  show(key: number): void {
    if (key === this.#chosen) return;
    // A disabled track has no list of cues to take from.
    this.#track.mode = 'hidden';
    for (const cue of [...(this.#track.cues ?? [])]) this.#track.removeCue(cue);
    this.#chosen = key;
    for (const cue of this.#cues.get(key)?.values() ?? []) this.#track.addCue(cue);
    this.#track.mode = key < 0 ? 'disabled' : 'showing';
  }

  /** A stream that is opened anew brings its cues again. */
  clear(): void {
    this.show(-1);
    this.#cues.clear();
  }

  owns(track: TextTrack): boolean {
    return track === this.#track;
  }
}
