export type Theme = 'dark' | 'light' | 'system';
export type PosterSize = 's' | 'm' | 'l';
export type CaptionSize = 's' | 'm' | 'l';
export type CaptionColour = 'white' | 'yellow';
export type CaptionGround = 'none' | 'shade' | 'solid';

interface Kept {
  theme: Theme;
  posterSize: PosterSize;
  volume: number;
  muted: boolean;
  audioLanguage: string;
  /** Empty: no subtitles. */
  subtitleLanguage: string;
  /** What was chosen before they were turned off. */
  lastSubtitleLanguage: string;
  captionSize: CaptionSize;
  captionGround: CaptionGround;
  captionColour: CaptionColour;
  /** What was searched for, the latest first. */
  searches: string[];
}

const key = 'medianest.preferences';
const mostSearches = 8;

const defaults: Kept = {
  theme: 'dark',
  posterSize: 'm',
  volume: 1,
  muted: false,
  audioLanguage: '',
  subtitleLanguage: '',
  lastSubtitleLanguage: '',
  captionSize: 'm',
  captionGround: 'shade',
  captionColour: 'white',
  searches: [],
};

/**
 * What this browser remembers of its viewers' taste, each by themselves; what the last one likes holds until the
 * next has signed in. Nothing secret: the session is a cookie.
 */
class Preferences {
  current = $state<Kept>(load(key) ?? { ...defaults });
  #ownKey: string | undefined;

  /** From now on they are those of a person; who is new here begins with what they find. */
  belongTo(userId: string): void {
    this.#ownKey = `${key}.${userId}`;
    this.set(load(this.#ownKey) ?? {});
  }

  /** Keeps a search; one that it goes on from is only its beginning. */
  rememberSearch(query: string): void {
    const folded = query.toLowerCase();
    const others = this.current.searches.filter((each) => !folded.startsWith(each.toLowerCase()));
    this.set({ searches: [query, ...others].slice(0, mostSearches) });
  }

  forgetSearch(query: string): void {
    this.set({ searches: this.current.searches.filter((each) => each !== query) });
  }

  set(changes: Partial<Kept>): void {
    Object.assign(this.current, changes);
    if (changes.subtitleLanguage) this.current.lastSubtitleLanguage = changes.subtitleLanguage;
    document.documentElement.dataset.theme = this.current.theme;
    try {
      const kept = JSON.stringify(this.current);
      localStorage.setItem(key, kept);
      if (this.#ownKey) localStorage.setItem(this.#ownKey, kept);
    } catch {
      // A browser that keeps nothing still follows the wish until the page closes.
    }
  }
}

function load(from: string): Kept | undefined {
  try {
    const kept = localStorage.getItem(from);
    return kept === null ? undefined : { ...defaults, ...(JSON.parse(kept) as Partial<Kept>) };
  } catch {
    return undefined;
  }
}

export const preferences = new Preferences();
