import type { Trickplay } from '../api/types';

/** Where a small picture lies: its sheet, and its place on it in pixels. */
export interface Tile {
  sheet: string;
  left: number;
  top: number;
}

/** The picture that was taken last before a moment, or the first. */
export function tileAt(trickplay: Trickplay, seconds: number): Tile | undefined {
  const { columns, rows, width, height } = trickplay;
  let low = 0;
  let high = trickplay.seconds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((trickplay.seconds[middle] ?? 0) <= seconds + 0.05) low = middle;
    else high = middle - 1;
  }
  const sheet = trickplay.sheets[Math.floor(low / (columns * rows))];
  const place = low % (columns * rows);
  if (sheet === undefined) return undefined;
  return { sheet, left: (place % columns) * width, top: Math.floor(place / columns) * height };
}
