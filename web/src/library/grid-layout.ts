import type { ItemKind, Library } from '../api/types';
import type { PosterSize } from '../session/preferences.svelte';

export interface Grid {
  columns: number;
  cellWidth: number;
  cellHeight: number;
  rowHeight: number;
  gap: number;
  height: number;
}

interface Wish {
  width: number;
  size: PosterSize;
  shape: 'portrait' | 'landscape';
  total: number;
  captionHeight: number;
}

const leastWidths = { portrait: { s: 104, m: 148, l: 212 }, landscape: { s: 160, m: 232, l: 340 } };
const narrow = 720;
/** Firefox draws nothing beyond about 17.8 million pixels, so long lists get a second column at least. */
const manyItems = 50_000;
/** Rows kept ready above and below what is seen, so that a flick of the wheel meets no empty row. */
const spareRows = 3;

/** Films and series have covers; a wall of everything has theirs wherever there may be some. */
export function wallShape(
  kind: ItemKind | undefined,
  libraries: readonly Pick<Library, 'kind'>[] | undefined,
): 'portrait' | 'landscape' {
  if (kind) return kind === 'film' || kind === 'series' ? 'portrait' : 'landscape';
  const covers = libraries?.some((each) => each.kind === 'films' || each.kind === 'series');
  return covers === false ? 'landscape' : 'portrait';
}

export function gridFor({ width, size, shape, total, captionHeight }: Wish): Grid {
  const gap = width < narrow ? 12 : 20;
  const fewest = size === 'l' && total < manyItems ? 1 : 2;
  const columns = Math.max(fewest, Math.floor((width + gap) / (leastWidths[shape][size] + gap)));
  const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
  const cellHeight = Math.round(cellWidth * (shape === 'portrait' ? 3 / 2 : 9 / 16) + captionHeight);
  const rowHeight = cellHeight + gap;
  const height = Math.max(0, Math.ceil(total / columns) * rowHeight - gap);
  return { columns, cellWidth, cellHeight, rowHeight, gap, height };
}

/** Which items to draw when the window begins `top` pixels below the wall's beginning. */
export function visibleRange(grid: Grid, total: number, top: number, windowHeight: number) {
  if (grid.cellWidth === 0) return { start: 0, end: 0 };
  const first = Math.floor(top / grid.rowHeight) - spareRows;
  const last = Math.ceil((top + windowHeight) / grid.rowHeight) + spareRows;
  const within = (row: number) => Math.min(total, Math.max(0, row * grid.columns));
  return { start: within(first), end: within(last) };
}

export function cellAt(grid: Grid, index: number) {
  return {
    x: (index % grid.columns) * (grid.cellWidth + grid.gap),
    y: Math.floor(index / grid.columns) * grid.rowHeight,
  };
}

/** Where a key leads from an item of the wall; nothing for a key that leads nowhere. */
export function indexAfter(
  key: string,
  index: number,
  columns: number,
  total: number,
  isRightToLeft: boolean,
): number | undefined {
  const forward = isRightToLeft ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: index + forward,
    ArrowLeft: index - forward,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: total - 1,
  };
  const next = steps[key];
  if (next === undefined || next < 0 || next >= total || next === index) return undefined;
  return next;
}
