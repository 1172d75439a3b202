import type { Chapter } from '../api/types';

export type Skippable = 'intro' | 'recap' | 'credits';

/** What people and programs call these parts when they name chapters. */
const names: [Skippable, RegExp][] = [
  ['recap', /^(recap|previously( on)?\b.*|rückblick|résumé|resumen)$/i],
  [
    'intro',
    /^(intro(duction)?|op|opening( (credits|titles?|theme|song))?|(main )?titles?|title sequence|vorspann|générique( de début)?|sigla)$/i,
  ],
  [
    'credits',
    /^(outro|ed|ending( (credits|theme|song))?|(end )?credits?|closing( credits)?|abspann|générique de fin)$/i,
  ],
];

/** The part around a moment that many leave out, and where it ends. */
export function skippableAt(
  chapters: Chapter[],
  seconds: number,
  duration: number,
): { what: Skippable; end: number } | undefined {
  const at = chapters.findLastIndex(({ startSeconds }) => startSeconds <= seconds);
  const title = chapters[at]?.title.trim() ?? '';
  const what = names.find(([, pattern]) => pattern.test(title))?.[0];
  const end = chapters[at + 1]?.startSeconds ?? duration;
  // At the very end there is nothing to go on with.
  return what && end - seconds > 2 && end < duration - 1 ? { what, end } : undefined;
}
