const ringMs = 400;
const wordsMs = 3_000;

/** The wait for pictures: a ring is shown after a moment, and after a while it is said why. */
export class Stall {
  shown = $state(true);
  reason = $state<string>();

  #timers: ReturnType<typeof setTimeout>[] = [];

  /**
   * @param why says what is waited for, when that has taken a while
   * @param relieve does something about it then
   */
  constructor(
    readonly why: () => string,
    readonly relieve: () => void,
  ) {}

  begin(): void {
    this.end();
    this.#timers = [
      setTimeout(() => {
        this.shown = true;
      }, ringMs),
      setTimeout(() => {
        this.reason = this.why();
        this.relieve();
      }, wordsMs),
    ];
  }

  /** Waits for something that is known, and said at once. */
  beginWith(reason: string): void {
    this.end();
    this.shown = true;
    this.reason = reason;
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.shown = false;
    this.reason = undefined;
  }
}
