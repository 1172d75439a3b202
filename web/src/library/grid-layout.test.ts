import { describe, expect, it } from 'vitest';
import { cellAt, gridFor, indexAfter, visibleRange, wallShape } from './grid-layout';

const wish = { width: 1000, size: 'm', shape: 'portrait', total: 1000, captionHeight: 52 } as const;

describe('the wall', () => {
  it('has the shape of what stands on it', () => {
    expect(wallShape('episode', [{ kind: 'series' }])).toBe('landscape');
    expect(wallShape('film', [{ kind: 'other' }])).toBe('portrait');
    expect(wallShape(undefined, [{ kind: 'other' }, { kind: 'films' }])).toBe('portrait');
    expect(wallShape(undefined, [{ kind: 'other' }])).toBe('landscape');
    expect(wallShape(undefined, undefined)).toBe('portrait');
  });

  it('fills its width exactly', () => {
    const grid = gridFor(wish);
    expect(grid.columns * grid.cellWidth + (grid.columns - 1) * grid.gap).toBeCloseTo(1000);
    expect(grid.cellWidth).toBeGreaterThanOrEqual(148);
  });

  it('never has fewer than two columns, except for large posters of a list that is not too long', () => {
    expect(gridFor({ ...wish, width: 200 }).columns).toBe(2);
    expect(gridFor({ ...wish, width: 320, size: 'l', shape: 'landscape' }).columns).toBe(1);
    expect(gridFor({ ...wish, width: 320, size: 'l', shape: 'landscape', total: 100_000 }).columns).toBe(2);
  });

  it('stays below the height that every browser draws, with 100,000 items on a phone', () => {
    const { height } = gridFor({ ...wish, width: 358, shape: 'landscape', size: 'l', total: 100_000 });
    expect(height).toBeLessThan(17_800_000);
  });

  it('draws what is seen and a few rows around it, whatever the place', () => {
    const grid = gridFor(wish);
    const middle = visibleRange(grid, 1000, 20 * grid.rowHeight, 800);
    expect(middle.start).toBe(17 * grid.columns);
    expect(middle.end - middle.start).toBeLessThan(14 * grid.columns);
    expect(visibleRange(grid, 1000, -500, 800).start).toBe(0);
    expect(visibleRange(grid, 1000, 1e9, 800)).toEqual({ start: 1000, end: 1000 });
    expect(visibleRange(gridFor({ ...wish, width: 0 }), 1000, 0, 800)).toEqual({ start: 0, end: 0 });
  });

  it('puts the cells of a row side by side and rows below each other', () => {
    const grid = gridFor(wish);
    expect(cellAt(grid, 0)).toEqual({ x: 0, y: 0 });
    expect(cellAt(grid, grid.columns)).toEqual({ x: 0, y: grid.rowHeight });
    expect(cellAt(grid, 1).x).toBeCloseTo(grid.cellWidth + grid.gap);
  });
});

describe('the arrow keys', () => {
  const led = (key: string, index: number, rtl = false) => indexAfter(key, index, 5, 12, rtl);

  it('lead to the neighbours and not out of the wall', () => {
    expect(led('ArrowRight', 3)).toBe(4);
    expect(led('ArrowRight', 3, true)).toBe(2);
    expect(led('ArrowDown', 3)).toBe(8);
    expect(led('ArrowDown', 8)).toBeUndefined();
    expect(led('ArrowUp', 3)).toBeUndefined();
    expect(led('Home', 7)).toBe(0);
    expect(led('End', 7)).toBe(11);
    expect(led('x', 7)).toBeUndefined();
  });
});
