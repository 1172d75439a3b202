import type JASSUB from 'jassub';
import standInFont from 'jassub/dist/default.woff2?url';
import { asProblem, getText, isAbort } from '../api/client';
import type { SubtitleOffer } from '../api/types';
import { lifted } from './ass';
import { shareCovered } from './rise';

/** More would not fit into the memory of a phone. */
const mostFontBytes = 40_000_000;

/** Subtitles with fonts, colours, places and movement, drawn over the picture by libass. */
export class StyledSubtitles {
  #drawing: JASSUB | undefined;
  #offset = 0;
  #script = '';
  /** The script as it is drawn, once it is. */
  #drawn: string | undefined;
  readonly #stop = new AbortController();

  constructor(
    readonly video: HTMLVideoElement,
    private isRaised: boolean,
  ) {}

  /** Whether this browser can draw them. */
  static get possible(): boolean {
    return 'OffscreenCanvas' in window && 'requestVideoFrameCallback' in HTMLVideoElement.prototype;
  }

  /** Loads and draws them; answers false where they can only be shown as plain text. */
  async draw(offer: SubtitleOffer, offset: number): Promise<boolean> {
    const { signal } = this.#stop;
    const url = offer.styledUrl;
    if (!url || !StyledSubtitles.possible) return false;
    this.#offset = offset;
    try {
      const [{ default: Library }, script, standIn, own] = await Promise.all([
        import('jassub'),
        getText(url, signal),
        getBytes(standInFont, signal),
        offer.source === 'track' ? this.#fonts(url) : [],
      ]);
      if (signal.aborted) return false;
      this.#script = script;
      const subContent = this.#placed();
      // Here from the start: the library would fetch it while it draws, and not draw again when it is there.
      const fonts = [...own, standIn];
      const drawing = new Library({ video: this.video, subContent, fonts, queryFonts: false });
      this.#drawing = drawing;
      drawing.timeOffset = -this.#offset;
      await drawing.ready;
      if (signal.aborted) return false;
      // It draws with each new picture; while the film is paused none comes.
      const { currentTime: mediaTime, videoWidth: width, videoHeight: height } = this.video;
      await drawing.manualRender({ expectedDisplayTime: 0, mediaTime, width, height }, true);
      this.#drawn = subContent;
      this.raise(this.isRaised);
      return !signal.aborted;
    } catch (failure) {
      if (!isAbort(failure)) console.warn(asProblem(failure).message);
      this.stop();
      return false;
    }
  }

  /** How many seconds later than the file says. */
  set offset(seconds: number) {
    this.#offset = seconds;
    if (!this.#drawing) return;
    this.#drawing.timeOffset = -seconds;
    void this.#drawing.resize(true);
  }

  /**
   * Lifts what is said above the controls, or lets it down again. The canvas as a whole cannot be moved, since the
   * signs on it would no longer lie on what they translate; so the renderer gets the script with other margins.
   */
  raise(isRaised: boolean): void {
    this.isRaised = isRaised;
    const drawing = this.#drawing;
    if (!drawing || this.#drawn === undefined) return;
    const placed = this.#placed();
    if (placed === this.#drawn) return;
    this.#drawn = placed;
    void drawing.renderer.setTrack(placed).then(() => drawing.resize(true));
  }

  #placed(): string {
    return this.isRaised ? lifted(this.#script, shareCovered(this.video)) : this.#script;
  }

  stop(): void {
    this.#stop.abort();
    const drawing = this.#drawing;
    this.#drawing = undefined;
    void drawing?.destroy();
  }

  /** The fonts that the film brings along, as far as they fit. */
  async #fonts(url: string): Promise<Uint8Array[]> {
    const { signal } = this.#stop;
    const folder = url.slice(0, url.lastIndexOf('/') + 1);
    const names = JSON.parse(await getText(`${folder}fonts.json`, signal)) as string[];
    const fonts: Uint8Array[] = [];
    let bytes = 0;
    for (const name of names) {
      const font = await getBytes(folder + name, signal);
      bytes += font.length;
      if (bytes > mostFontBytes) break;
      fonts.push(font);
    }
    return fonts;
  }
}

async function getBytes(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetch(url, { signal });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : new Uint8Array();
}
