import { expect, it } from 'vitest';
import { boxes, methodsOf, short } from './flame';

const leaf = (name: string, value: number) => ({ name, value, children: [] });

it('gives each frame its share of the width, beside its siblings', () => {
  const root = { name: 'all', value: 10, children: [leaf('a', 6), leaf('b', 3)] };
  const [all, a, b] = boxes(root);
  expect(all).toMatchObject({ from: 0, width: 1, depth: 0 });
  expect(a).toMatchObject({ from: 0, width: 0.6, depth: 1 });
  expect(b?.from).toBeCloseTo(0.6);
  expect(b?.change).toBeUndefined();
});

it('says how the share of a frame changed', () => {
  const now = { name: 'all', value: 10, children: [leaf('a', 5), leaf('b', 5)] };
  const then = { name: 'all', value: 100, children: [leaf('a', 80)] };
  const [, a, b] = boxes(now, then);
  expect(a?.change).toBeCloseTo(-0.3);
  expect(b?.change).toBeCloseTo(0.5);
});

it('shortens names to what tells', () => {
  expect(short('medianest.stream.StreamApi.segment')).toBe('StreamApi.segment');
  expect(short('SerialHeap::collect() (libjvm.so)')).toBe('SerialHeap::collect()');
});

it('reads the methods that somebody wrote', () => {
  expect(methodsOf(' a.B::c, a.D::e;\na.F::g ')).toEqual(['a.B::c', 'a.D::e', 'a.F::g']);
  expect(methodsOf('  ')).toEqual([]);
});
