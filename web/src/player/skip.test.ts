import { expect, test } from 'vitest';
import { skippableAt } from './skip';

const chapters = [
  { startSeconds: 0, title: 'Previously on the ship' },
  { startSeconds: 30, title: 'Opening Credits' },
  { startSeconds: 90, title: 'Introducing the crew' },
  { startSeconds: 300, title: 'Credits' },
  { startSeconds: 360, title: 'After the credits' },
];

test.each([
  [5, { what: 'recap', end: 30 }],
  [30, { what: 'intro', end: 90 }],
  [89, undefined],
  [120, undefined],
  [310, { what: 'credits', end: 360 }],
])('at %d s', (seconds, part) => {
  expect(skippableAt(chapters, seconds, 400)).toEqual(part);
});

test('the last part of a film leads nowhere', () => {
  expect(skippableAt(chapters.slice(0, 4), 310, 400)).toBeUndefined();
  expect(skippableAt([], 10, 400)).toBeUndefined();
});
