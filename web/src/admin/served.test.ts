import { expect, it } from 'vitest';
import { german } from './words-de';
import { english } from './words-en';

const files = import.meta.glob<string>(
  [
    '../../../server/src/main/resources/medianest/alerts/rules.yml',
    '../../../server/src/main/java/medianest/MeasuredSeries.java',
    '../../../server/src/main/java/medianest/diagnostics/DatabaseFinding.java',
    '../../../loadtest/plans/*.yml',
  ],
  { query: '?raw', import: 'default', eager: true },
);
const texts = (part: string) =>
  Object.entries(files).flatMap(([name, text]) => (name.includes(part) ? text : []));
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

const { rules, series, plans, phases } = german.served;

it('says each alert rule of the server in German, and no other', () => {
  const ids = texts('rules.yml').flatMap((text) => found(text, /^- name: (\w+)$/gm));
  expect(Object.keys(rules).sort()).toEqual(ids.sort());
});

it('says each figure that the server keeps over time in German, and no other', () => {
  const made = /(?:series|new Series)\(\s*"(\w+)",\s*"\w+",\s*"/g;
  const ids = texts('MeasuredSeries').flatMap((text) => found(text, made));
  expect(Object.keys(series).sort()).toEqual(ids.sort());
});

it('says each plan of a load test that ships and its phases in German, and no other', () => {
  const all = texts('plans');
  const names = all.flatMap((text) => found(text, /^name: (\w+)$/gm));
  expect(Object.keys(plans).sort()).toEqual(names.sort());
  expect(Object.keys(german.loadTests.plans).sort()).toEqual(names);
  const parts = all.flatMap(phasesOf);
  expect(Object.keys(phases).sort()).toEqual([...new Set(parts)].sort());
});

it('says each finding about the database in both languages, and no other', () => {
  const kinds = texts('DatabaseFinding').flatMap((text) => found(text, /case \w+ _ -> "(\w+)";/g));
  expect(kinds.length).toBeGreaterThan(0);
  for (const words of [english, german])
    expect(Object.keys(words.database.found).sort()).toEqual(kinds.sort());
});

/** The names in the list of phases, which ends where the next line is not indented. */
function phasesOf(plan: string): string[] {
  const list = plan.match(/^phases:\n((?: .*\n)*)/m)?.[1] ?? '';
  return found(list, /^ {2}- (?:\{)?name: (\w+)/gm);
}
