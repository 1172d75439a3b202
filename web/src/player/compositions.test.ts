import { expect, test } from 'vitest';
import { compositions } from './compositions';

function segment(seconds: number, kind: number, body: number[]): number[] {
  const time = seconds * 90_000;
  const bytes = [time >>> 24, (time >> 16) & 0xff, (time >> 8) & 0xff, time & 0xff];
  return [0x50, 0x47, ...bytes, 0, 0, 0, 0, kind, body.length >> 8, body.length & 0xff, ...body];
}

/** Of 640 × 360. */
const screen = (pictures: number) => [2, 128, 1, 104, 0x10, 0, 0, 0x80, 0, 0, pictures];
const picture = (top: number) => [0, 0, 0, 0, 0, 0, top >> 8, top & 0xff];
const part = (top: number) => [0, 0, 0, 0x80, 0, 0, top >> 8, top & 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
const read = (...parts: number[][]) => compositions(Uint8Array.from(parts.flat()).buffer);

test('finds when pictures are shown and where the highest begins', () => {
  const found = read(
    segment(1, 0x16, [...screen(1), ...picture(300)]),
    segment(1, 0x80, []),
    segment(2, 0x16, [...screen(2), ...part(310), ...picture(20)]),
    segment(3, 0x16, screen(0)),
  );
  const plane = { width: 640, height: 360 };
  expect(found).toEqual([
    { from: 1, ...plane, top: 300 },
    { from: 2, ...plane, top: 20 },
    { from: 3, ...plane, top: Number.POSITIVE_INFINITY },
  ]);
});

test('a file that was cut off is read as far as it goes', () => {
  const whole = segment(1, 0x16, [...screen(1), ...picture(300)]);
  expect(read([...whole, ...whole.slice(0, -3)])).toHaveLength(1);
  for (let length = 0; length < whole.length; length += 1) expect(read(whole.slice(0, length))).toEqual([]);
  expect(read(segment(1, 0x16, [1]))).toEqual([]);
});
