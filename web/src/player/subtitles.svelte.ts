import { getText } from '../api/client';
import type { SubtitleOffer } from '../api/types';
import { m } from '../messages';
import { offsets } from './offsets';
import { type PictureNews, PictureSubtitles } from './picture-subtitles';
import { lineAbove, styleLifts } from './rise';
import { StyledSubtitles } from './styled-subtitles';
import { sameLanguage, type TrackChoice, trackChoice } from './track-choice';
import { parseVtt, place, type SideCue } from './vtt';

/** What is coming is fetched so long before it is needed. */
const aheadSeconds = 20;

/**
 * The subtitles that can be shown over the picture, in one text track of our own: whatever the film plays from,
 * another one is shown without touching the stream. Long files are read a window at a time.
 */
export class Subtitles {
  choices = $state.raw<TrackChoice[]>([]);
  chosen = $state(-1);
  /** How many seconds later than the file says. */
  offset = $state(0);
  failed = $state(false);

  readonly #track: TextTrack;
  #offers: SubtitleOffer[] = [];
  #windows = new Map<number, 'asked' | 'there'>();
  #shown = new Map<string, { cue: VTTCue; source: SideCue }>();
  #asking = new AbortController();
  #position = 0;
  #styled: StyledSubtitles | undefined;
  #pictures: PictureSubtitles | undefined;
  /** Whether this browser was seen not to draw pictures. */
  #drawsNone = false;
  #isRaised = false;

  /**
   * The subtitles of an item.
   *
   * @param drawAnew asks for the film again, since its subtitles are to be drawn into it
   */
  constructor(
    readonly itemId: string,
    readonly video: HTMLVideoElement,
    readonly drawAnew: () => void,
  ) {
    this.#track = video.addTextTrack('subtitles');
    this.#track.mode = 'disabled';
  }

  get language(): string {
    return this.choices[this.chosen]?.language ?? '';
  }

  /** The track that is to be drawn into the film, since it cannot be drawn here. */
  get burnIn(): number | undefined {
    return this.offer && !this.#shows(this.offer) ? (this.offer.burnIn ?? undefined) : undefined;
  }

  /** Whether they cost nobody an encoder. */
  #shows({ url, picturesUrl }: SubtitleOffer): boolean {
    return url !== null || (picturesUrl != null && !this.#drawsNone);
  }

  get offer(): SubtitleOffer | undefined {
    return this.#offers[this.chosen];
  }

  /** Takes what there is to choose from; what was shown of the same film stays. */
  learn(offers: SubtitleOffer[], wish: string, heard: string): void {
    const before = this.offer && placeOf(this.offer);
    this.#offers = offers;
    this.choices = distinct(offers.map((offer, key) => choiceOf(offer, key, this.#shows(offer))));
    const same = offers.findIndex((offer) => placeOf(offer) === before);
    this.choose(before !== undefined && same >= 0 ? same : this.#wished(wish, heard));
  }

  /** What the viewer wants; without a wish only what a film itself forces upon those who hear its language. */
  #wished(wish: string, heard: string): number {
    const rank = (offer: SubtitleOffer) =>
      // Of two alike the text, which looks as the viewer likes it.
      (offer.forced ? 4 : 0) +
      (offer.hearingImpaired ? 2 : 0) +
      (offer.isDefault ? 0 : 1) +
      (offer.url === null ? 0.5 : 0);
    const fitting = this.#offers
      .map((offer, key) => ({ offer, key }))
      // What has to be drawn into the film costs an encoder, and is shown when it is asked for.
      .filter(({ offer }) => this.#shows(offer))
      .filter(({ offer }) =>
        wish === ''
          ? offer.forced && heard !== '' && sameLanguage(offer.language, heard)
          : sameLanguage(offer.language, wish),
      )
      .sort((one, other) => rank(one.offer) - rank(other.offer));
    return fitting[0]?.key ?? -1;
  }

  choose(key: number): void {
    this.#forget();
    this.chosen = key;
    const { offer } = this;
    this.offset = offer ? offsets.of(this.itemId, nameOf(offer)) : 0;
    this.#track.mode = offer?.url ? 'showing' : 'disabled';
    if (offer?.picturesUrl && this.#shows(offer)) {
      this.#pictures = new PictureSubtitles(this.video, offer, this.offset, (news) => this.#heard(news));
    }
    this.at(this.#position);
    if (offer?.styledUrl) void this.#draw(offer);
  }

  /** Where pictures cannot be drawn, an encoder draws them, if there is one. */
  #heard(news: PictureNews): void {
    this.failed = news !== 'shown';
    if (news !== 'impossible') return;
    this.#pictures?.stop();
    this.#pictures = undefined;
    this.#drawsNone = true;
    if (this.burnIn !== undefined) this.drawAnew();
  }

  /** The plain text stands in until the drawing can begin. */
  async #draw(offer: SubtitleOffer): Promise<void> {
    const styled = new StyledSubtitles(this.video, this.#isRaised);
    this.#styled = styled;
    const drawn = await styled.draw(offer, this.offset);
    if (drawn && this.#styled === styled) this.#track.mode = 'hidden';
  }

  /** Moves the subtitles; the film remembers it. */
  shift(seconds: number): void {
    const { offer } = this;
    if (!offer) return;
    this.offset = Math.round((seconds === 0 ? 0 : this.offset + seconds) * 10) / 10;
    offsets.keep(this.itemId, nameOf(offer), this.offset);
    if (this.#styled) this.#styled.offset = this.offset;
    if (this.#pictures) this.#pictures.offset = this.offset;
    for (const { cue, source } of this.#shown.values()) {
      cue.startTime = source.start + this.offset;
      cue.endTime = source.end + this.offset;
    }
    this.at(this.#position);
  }

  /** Lifts them above the controls while these are shown; those that are pictures follow the style sheet. */
  raise(isRaised: boolean): void {
    if (this.#isRaised === isRaised) return;
    this.#isRaised = isRaised;
    this.#styled?.raise(isRaised);
    for (const { cue, source } of this.#shown.values()) this.#lift(cue, source);
  }

  /** What has a place of its own keeps it. */
  #lift(cue: VTTCue, { settings, text }: SideCue): void {
    if (styleLifts() || /\b(line|vertical):/.test(settings)) return;
    cue.line = this.#isRaised ? lineAbove(text, this.video.clientHeight) : 'auto';
  }

  /** Fetches what is needed around a moment of the film. */
  at(position: number): void {
    this.#position = position;
    this.#pictures?.at(position);
    const { offer } = this;
    if (!offer?.url) return;
    const { windowUrl, windowSeconds } = offer;
    if (!windowUrl || !windowSeconds) {
      this.#fetch(0, offer.url);
      return;
    }
    const moment = Math.max(0, position - this.offset);
    const last = Math.floor((moment + aheadSeconds) / windowSeconds);
    for (let window = Math.floor(moment / windowSeconds); window <= last; window += 1) {
      this.#fetch(window, windowUrl.replace('{n}', String(window)));
    }
  }

  stop(): void {
    this.#forget();
  }

  #fetch(window: number, url: string): void {
    if (this.#windows.has(window)) return;
    this.#windows.set(window, 'asked');
    const { signal } = this.#asking;
    getText(url, signal)
      .then((file) => {
        this.#windows.set(window, 'there');
        this.failed = false;
        this.#add(parseVtt(file));
      })
      .catch((failure: { status?: number }) => {
        if (signal.aborted) return;
        // Behind the last window there is nothing; anything else is asked for again when time goes on.
        if (failure.status === 404 && window > 0) return;
        this.failed = true;
        setTimeout(() => signal.aborted || this.#windows.delete(window), 3_000);
      });
  }

  /** Neighbouring windows both have the cues that reach into both, so each is kept once. */
  #add(cues: SideCue[]): void {
    for (const source of cues) {
      const name = `${source.start}/${source.end}/${source.text}`;
      if (this.#shown.has(name)) continue;
      const cue = new VTTCue(source.start + this.offset, source.end + this.offset, source.text);
      place(cue, source.settings);
      this.#lift(cue, source);
      this.#shown.set(name, { cue, source });
      this.#track.addCue(cue);
    }
  }

  #forget(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#styled?.stop();
    this.#styled = undefined;
    this.#pictures?.stop();
    this.#pictures = undefined;
    this.failed = false;
    // A disabled track has no list of cues to take from.
    this.#track.mode = 'hidden';
    for (const { cue } of this.#shown.values()) this.#track.removeCue(cue);
    this.#shown.clear();
    this.#windows.clear();
    this.#track.mode = 'disabled';
  }
}

/** The same subtitles have the same name whenever the film is opened; addresses change with the ticket. */
function nameOf(offer: SubtitleOffer): string {
  return `${offer.source}/${offer.language}/${offer.name}`;
}

/** The same whatever the ticket is. */
function placeOf({ url, picturesUrl, burnIn }: SubtitleOffer): string {
  return (url ?? picturesUrl)?.split('/').slice(3).join('/') ?? `picture ${burnIn}`;
}

function choiceOf(offer: SubtitleOffer, key: number, shown: boolean): TrackChoice {
  const choice = trackChoice(key, offer.language, offer.name);
  const marks = [
    offer.forced && m.player.forced,
    offer.hearingImpaired && m.player.hearingImpaired,
    offer.source === 'file' && m.player.ownFile,
    !shown && m.player.drawnIn,
  ].filter(Boolean);
  return marks.length > 0 ? { ...choice, label: `${choice.label} (${marks.join(', ')})` } : choice;
}

/** Two that would be called the same are numbered. */
function distinct(choices: TrackChoice[]): TrackChoice[] {
  const seen = new Map<string, number>();
  return choices.map((choice) => {
    const before = seen.get(choice.label) ?? 0;
    seen.set(choice.label, before + 1);
    return before === 0 ? choice : { ...choice, label: `${choice.label} ${before + 1}` };
  });
}
