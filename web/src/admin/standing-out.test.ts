import { expect, it } from 'vitest';
import type { DatabaseUse, Finding } from './admin-api';
import { found, hintOf } from './standing-out';

const sentence = 'As the server says.';
const missingIndex = { table: 'media', column: 'title' };

it('says what stands out with its figures', () => {
  expect(
    found({ kind: 'lock_wait', facts: { statement: 'a.b', seconds: 2.25, blockedBy: [7, 9] }, sentence }),
  ).toBe('The statement a.b has waited 2.3 s for a lock that another holds (process 7, 9).');
  expect(found({ kind: 'callers_wait', facts: { callers: 1, limit: 10 }, sentence })).toMatch(
    /^One caller waits .* all 10 /,
  );
  expect(
    found({ kind: 'repeated', facts: { route: 'GET /x', statement: 'a.b', most: 1200 }, sentence }),
  ).toContain('1,200 times');
  expect(found({ kind: 'slow', facts: { statement: 'a.b', seconds: 3, missingIndex }, sentence })).toBe(
    'a.b took 3 s. It reads all of media to find rows by title: an index on media (title) would help.',
  );
  expect(
    found({ kind: 'read_whole', facts: { table: 'media', times: 51, rows: 20_000 }, sentence }),
  ).toContain('51 times, 20,000 rows');
  expect(found({ kind: 'dead_rows', facts: { table: 'media', rows: 20_000 }, sentence })).toContain(
    '20,000 rows that are gone',
  );
});

it('lets the server speak where it does not know the kind', () => {
  expect(found({ kind: 'bloated', facts: {}, sentence } as unknown as Finding)).toBe(sentence);
});

it('says what would help a slow statement', () => {
  const plan: DatabaseUse['slow'][number] = {
    statement: 'a.b',
    seconds: 2,
    lines: [],
    missingIndex: null,
    hint: null,
  };
  expect(hintOf(plan)).toBeNull();
  expect(hintOf({ ...plan, hint: sentence })).toBe(sentence);
  expect(hintOf({ ...plan, missingIndex, hint: sentence })).toContain('an index on media (title)');
});
