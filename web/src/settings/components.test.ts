import { expect, it } from 'vitest';
import { english } from '../messages';
import { german } from '../messages-de';

const files = import.meta.glob<string>(
  [
    '../../../server/src/main/java/medianest/Features.java',
    '../../../server/src/main/java/medianest/Encoding.java',
    '../../../server/src/main/java/medianest/diagnostics/Health.java',
  ],
  { query: '?raw', import: 'default', eager: true },
);

it('names each component whose health the server tells in both languages, and no other', () => {
  const made = /new (?:Component|Row)\(\s*"([^"]+)"/g;
  const names = Object.values(files).flatMap((text) =>
    [...text.matchAll(made)].map((match) => match[1] ?? ''),
  );
  expect(names).toContain('database');
  for (const words of [english.settings.health.components, german.settings?.health?.components ?? {}]) {
    expect(Object.keys(words).sort()).toEqual(names.sort());
  }
});
