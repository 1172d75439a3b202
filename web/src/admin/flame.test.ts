import { expect, it } from 'vitest';
import { boxes, hottest, makerOf, methodsOf, shares, short } from './flame';

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
  expect(short('finish_task_switch.isra.0')).toBe('finish_task_switch');
});

it('tells whose code a frame is', () => {
  expect(makerOf('medianest.stream.StreamApi.segment')).toBe('ours');
  expect(makerOf('io.netty.channel.DefaultChannelPipeline$HeadContext.read')).toBe('library');
  expect(makerOf('java.lang.invoke.MethodHandle.invokeBasic')).toBe('java');
  for (const name of [
    'PhaseChaitin::Split (libjvm.so)',
    'finish_task_switch.isra.0',
    'I2C/C2I adapters',
    'clone3',
  ])
    expect(makerOf(name)).toBe('native');
});

it('finds what the most happened in itself, wherever it was called from', () => {
  const branch = (name: string, value: number) => ({
    name,
    value,
    children: [leaf('java.util.Arrays.fill', value - 1)],
  });
  const hot = hottest({
    name: 'all',
    value: 10,
    children: [branch('medianest.a.A.b', 4), branch('x.y.Z.b', 6)],
  });
  expect(hot[0]).toEqual({ name: 'java.util.Arrays.fill', maker: 'java', share: 0.8 });
  expect(hot.slice(1).map(({ share }) => share)).toEqual([0.1, 0.1]);
  expect(shares(hot)).toEqual({ ours: 0.1, library: 0.1, java: 0.8, native: 0 });
  expect(hottest(leaf('all', 0))).toEqual([]);
});

it('reads the methods that somebody wrote', () => {
  expect(methodsOf(' a.B::c, a.D::e;\na.F::g ')).toEqual(['a.B::c', 'a.D::e', 'a.F::g']);
  expect(methodsOf('  ')).toEqual([]);
});
