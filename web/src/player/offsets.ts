const key = 'medianest.offsets';
/** So many films are remembered; the oldest are forgotten. */
const most = 200;

type Kept = Record<string, Record<string, number>>;

/** By how many seconds a viewer has moved the subtitles of a film. */
export const offsets = {
  of(itemId: string, name: string): number {
    return load()[itemId]?.[name] ?? 0;
  },

  keep(itemId: string, name: string, seconds: number): void {
    const { [itemId]: film = {}, ...others } = load();
    const entries = Object.entries(others).slice(-(most - 1));
    try {
      localStorage.setItem(
        key,
        JSON.stringify({ ...Object.fromEntries(entries), [itemId]: { ...film, [name]: seconds } }),
      );
    } catch {
      // A browser that keeps nothing still moves them until the page closes.
    }
  },
};

function load(): Kept {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Kept;
  } catch {
    return {};
  }
}
