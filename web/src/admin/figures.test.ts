import { expect, it } from 'vitest';
import { className, lately, milliseconds, nanoseconds, ticks } from './figures';

it('says times with as few digits as say something', () => {
  expect(milliseconds(0.42)).toBe('0.4\u00a0ms');
  expect(milliseconds(42.4)).toBe('42\u00a0ms');
  expect(milliseconds(1420)).toBe('1.4\u00a0s');
  expect(nanoseconds(1_240)).toBe('1.2\u00a0µs');
  expect(nanoseconds(3_200_000)).toBe('3.2\u00a0ms');
});

it('names classes as their sources do', () => {
  expect(className('java.lang.String')).toBe('java.lang.String');
  expect(className('[B')).toBe('byte[]');
  expect(className('[[J')).toBe('long[][]');
  expect(className('[Ljava.util.HashMap$Node;')).toBe('java.util.HashMap$Node[]');
});

it('finds round steps that hold every value', () => {
  expect(ticks(97, 'count')).toEqual([0, 25, 50, 75, 100]);
  expect(ticks(0, 'perSecond').at(-1)).toBeGreaterThanOrEqual(1);
  expect(ticks(0.42, 'share').at(-1)).toBeLessThanOrEqual(1);
  for (const most of [1, 2, 3, 7]) expect(ticks(most, 'count').every(Number.isInteger)).toBe(true);
  expect(ticks(1, 'perSecond')[1]).toBe(0.5);
  expect(ticks(1_000_000 / 8, 'bytesPerSecond').map((step) => step * 8)).toEqual([
    0, 250_000, 500_000, 750_000, 1_000_000,
  ]);
  for (const most of [0.003, 1, 7, 1234567]) expect(ticks(most, 'bytes').at(-1)).toBeGreaterThanOrEqual(most);
});

it('takes the mean of the last minute, or the last point where they are further apart', () => {
  const line = { name: 'cpu', unit: 'share' as const, sentence: '', limit: 1, peak: [] };
  const at = [0, 30_000, 60_000, 90_000];
  expect(lately({ ...line, at, mean: [0, 0, 0.8, 1] })).toBeCloseTo(0.9);
  expect(lately({ ...line, at: [0, 3_600_000], mean: [0.2, 0.7] })).toBe(0.7);
  expect(lately({ ...line, at: [], mean: [] })).toBe(0);
});
