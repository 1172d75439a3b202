import { expect, test } from 'vitest';
import { tileAt } from './trickplay';

const trickplay = {
  columns: 2,
  rows: 2,
  width: 320,
  height: 180,
  seconds: [0, 10.2, 20, 30, 41.5],
  sheets: ['a', 'b'],
};

test.each([
  [0, { sheet: 'a', left: 0, top: 0 }],
  [10, { sheet: 'a', left: 0, top: 0 }],
  [10.2, { sheet: 'a', left: 320, top: 0 }],
  [29.9, { sheet: 'a', left: 0, top: 180 }],
  [35, { sheet: 'a', left: 320, top: 180 }],
  [9999, { sheet: 'b', left: 0, top: 0 }],
])('at %d s', (seconds, tile) => {
  expect(tileAt(trickplay, seconds)).toEqual(tile);
});

test('without pictures there is none', () => {
  expect(tileAt({ ...trickplay, seconds: [], sheets: [] }, 5)).toBeUndefined();
});
