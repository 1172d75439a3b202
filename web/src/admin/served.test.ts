import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { german } from './words-de';

const repository = '../';
const found = (file: string, pattern: RegExp) =>
  [...readFileSync(repository + file, 'utf8').matchAll(pattern)].map((match) => match[1] ?? '');

const { rules, series, plans, phases } = german.served;

it('says each alert rule of the server in German, and no other', () => {
  const ids = found('server/src/main/resources/medianest/alerts/rules.yml', /^- name: (\w+)$/gm);
  expect(ids.length).toBeGreaterThan(0);
  expect(Object.keys(rules).sort()).toEqual(ids.sort());
});

it('says each figure that the server keeps over time in German, and no other', () => {
  const ids = found(
    'server/src/main/java/medianest/MeasuredSeries.java',
    /(?:series|new Series)\(\s*"(\w+)",\s*"\w+",\s*"/g,
  );
  expect(ids.length).toBeGreaterThan(0);
  expect(Object.keys(series).sort()).toEqual(ids.sort());
});

it('says each plan of a load test that ships and its phases in German, and no other', () => {
  const folder = 'loadtest/plans';
  const files = readdirSync(repository + folder);
  const names = files.flatMap((file) => found(`${folder}/${file}`, /^name: (\w+)$/gm));
  expect(Object.keys(plans).sort()).toEqual(names.sort());
  expect(Object.keys(german.loadTests.plans).sort()).toEqual(names);
  const parts = files.flatMap((file) => phasesOf(readFileSync(`${repository}${folder}/${file}`, 'utf8')));
  expect(Object.keys(phases).sort()).toEqual([...new Set(parts)].sort());
});

/** The names in the list of phases, which ends where the next line is not indented. */
function phasesOf(plan: string): string[] {
  const list = plan.match(/^phases:\n((?: .*\n)*)/m)?.[1] ?? '';
  return [...list.matchAll(/^ {2}- (?:\{)?name: (\w+)/gm)].map((match) => match[1] ?? '');
}
