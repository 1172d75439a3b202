type Side = 'start' | 'middle' | 'end';

interface Listener {
  single(): void;
  double(side: Side): void;
}

/** Two taps within this time on the same side are one double tap; phones use about the same. */
const togetherMs = 280;

/** Tells single taps from double taps; further taps of a double one each count again. */
export class TapReader {
  #last: { side: Side; at: number } | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly listener: Listener) {}

  /** `place` is how far from the left, as a share of the width. */
  tap(place: number): void {
    const side: Side = place < 0.34 ? 'start' : place > 0.66 ? 'end' : 'middle';
    const now = performance.now();
    const isDouble = this.#last?.side === side && now - this.#last.at < togetherMs;
    this.#last = { side, at: now };
    clearTimeout(this.#waiting);
    if (isDouble) this.listener.double(side);
    else this.#waiting = setTimeout(() => this.listener.single(), togetherMs);
  }
}
