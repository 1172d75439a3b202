import { expect, it } from 'vitest';
import { address, problemFrom } from './client';

it('takes the sentence and the reasons of a problem', () => {
  const problem = problemFrom(
    422,
    JSON.stringify({ detail: 'It cannot be played.', reasons: ['Encrypted.', 7] }),
  );
  expect(problem.message).toBe('It cannot be played.');
  expect(problem.reasons).toEqual(['Encrypted.']);
});

it.each(['<html>502</html>', '', '{"detail":""}', 'null'])('has a sentence of its own for %j', (body) => {
  expect(problemFrom(502, body).message).toMatch(/^The server in front/);
  expect(problemFrom(418, body).message).not.toMatch(/\d/);
});

it('asks only for what is given', () => {
  expect(address('/a', { b: undefined, c: '', d: 0, e: 'x y' })).toBe('/a?d=0&e=x+y');
  expect(address('/a')).toBe('/a');
});
