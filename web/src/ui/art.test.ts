import { expect, it } from 'vitest';
import { artOf, forms, hues } from './art';

it('draws the same picture for the same words, whatever their case', () => {
  expect(artOf('The Long River')).toEqual(artOf('The Long River'));
  expect(artOf('THE LONG RIVER').hue).toBe(artOf('the long river').hue);
});

it('uses every colour and every composition about equally', () => {
  const seen = new Map<string, number>();
  for (let number = 0; number < 8_400; number += 1) {
    const { hue, form } = artOf(`Film number ${number}`);
    seen.set(`${hue}/${form}`, (seen.get(`${hue}/${form}`) ?? 0) + 1);
  }
  expect(seen.size).toBe(hues * forms);
  expect(Math.min(...seen.values())).toBeGreaterThan(50);
});

it('takes the first letter that says something', () => {
  expect(artOf('The Orchard').letter).toBe('O');
  expect(artOf('«Été»').letter).toBe('É');
  expect(artOf('2001').letter).toBe('2');
  expect(artOf('…').letter).toBe('');
});

it('sets long titles smaller', () => {
  expect(artOf('Heat').length).toBe('short');
  expect(artOf('sample_with_increasing_timestamps').length).toBe('epic');
});
