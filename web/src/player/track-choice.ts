import type { Quality, Track } from '../api/types';
import { language as languageName } from '../format';
import { m } from '../messages';

/** One entry of a menu of tracks. */
export interface TrackChoice {
  key: number;
  label: string;
  language: string;
}

/** A size of the picture in a menu. */
export interface QualityChoice {
  key: number;
  label: string;
  original: boolean;
}

export function qualityChoice({ name, height, original }: Quality, key: number): QualityChoice {
  return { key, label: original ? m.player.original(`${height}p`) : name, original };
}

/** `eng`, `en` and `en-US` are one language to a viewer who chose English. */
export function sameLanguage(one: string, other: string): boolean {
  return one !== '' && other !== '' && base(one) === base(other);
}

function base(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return tag;
  }
}

export function trackChoice(key: number, language: string, name: string): TrackChoice {
  return { key, language, label: labelOf(language, name) ?? m.player.track(key + 1) };
}

/** The sounds of a file, in the order in which its streams carry them. */
export function fileAudio(tracks: Track[]): { choices: TrackChoice[]; chosen: number } {
  const sounds = tracks.filter(({ type }) => type === 'audio');
  return {
    choices: sounds.map((track, key) => trackChoice(key, track.language, track.name ?? '')),
    chosen: Math.max(
      0,
      sounds.findIndex(({ isDefault }) => isDefault),
    ),
  };
}

function labelOf(language: string, name: string): string | undefined {
  const spoken = languageName(language);
  if (name === '' || name === language) return spoken;
  return spoken === undefined || name.includes(spoken) ? name : `${spoken} · ${name}`;
}
