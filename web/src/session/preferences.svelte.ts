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
}

const key = 'medianest.preferences';

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
};

/** What this browser remembers of its viewer's taste. Nothing secret: the session is a cookie. */
class Preferences {
  current = $state<Kept>(load());

  set(changes: Partial<Kept>): void {
    Object.assign(this.current, changes);
    if (changes.subtitleLanguage) this.current.lastSubtitleLanguage = changes.subtitleLanguage;
    document.documentElement.dataset.theme = this.current.theme;
    try {
      localStorage.setItem(key, JSON.stringify(this.current));
    } catch {
      // A browser that keeps nothing still follows the wish until the page closes.
    }
  }
}

function load(): Kept {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>) };
  } catch {
    return { ...defaults };
  }
}

export const preferences = new Preferences();
