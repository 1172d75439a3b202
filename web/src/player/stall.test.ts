import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Stall } from './stall.svelte';

const relieve = vi.fn();

beforeEach(() => {
  relieve.mockClear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a short wait shows nothing', () => {
  const stall = new Stall(() => 'The network is slow.', relieve);
  stall.begin();
  vi.advanceTimersByTime(300);
  stall.end();
  vi.advanceTimersByTime(10_000);
  expect(stall.shown).toBe(false);
  expect(stall.reason).toBeUndefined();
  expect(relieve).not.toHaveBeenCalled();
});

test('a longer one shows a ring, and then says why', () => {
  const stall = new Stall(() => 'The network is slow.', relieve);
  stall.begin();
  vi.advanceTimersByTime(500);
  expect(stall.shown).toBe(true);
  expect(stall.reason).toBeUndefined();
  vi.advanceTimersByTime(3_000);
  expect(stall.reason).toBe('The network is slow.');
  expect(relieve).toHaveBeenCalledOnce();
});

test('what is known is said at once, and outlasts the wait before it', () => {
  const stall = new Stall(() => 'The network is slow.', relieve);
  stall.begin();
  stall.beginWith('The file is being prepared.');
  vi.advanceTimersByTime(10_000);
  expect(stall.shown).toBe(true);
  expect(stall.reason).toBe('The file is being prepared.');
});
