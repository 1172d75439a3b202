import { expect, it } from 'vitest';
import { german as operatorsGerman } from './admin/words-de';
import { english as operatorsEnglish } from './admin/words-en';
import { english } from './messages';
import { german } from './messages-de';

/** The name of every word, and of each that is a function, how many figures it takes. */
function shape(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const name = `${path}${key}`;
    if (typeof value === 'function') return `${name}()`;
    return typeof value === 'object' ? shape(value, `${name}.`) : name;
  });
}

it('says in German everything that it says in English, and nothing else', () => {
  expect(shape(german).sort()).toEqual(shape(english).sort());
});

it("has every word of the operator's pages in both languages", () => {
  const { served: _, ...saidByPage } = operatorsGerman;
  const { served, ...inEnglish } = operatorsEnglish;
  expect(shape(saidByPage).sort()).toEqual(shape(inEnglish).sort());
  expect(shape(served)).toEqual([]);
});
