import { beforeEach, expect, test, vi } from 'vitest';
import type { Item } from '../api/types';

const answers = new Map<string, unknown>();
const asked: string[] = [];

beforeEach(() => {
  answers.clear();
  asked.length = 0;
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const answer = answers.get(address.replace(/^.*\/api\/v1/, ''));
    return answer === undefined
      ? new Response('{"title":"none"}', { status: 404 })
      : new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  });
});

const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  title: id,
  kind: 'film',
  libraryId: 'l',
  fileName: `${id}.mkv`,
  sizeBytes: 1,
  durationSeconds: 60,
  addedAt: '2026-01-01T00:00:00Z',
  ...more,
});

const episode = (id: string, season: number, number: number): Item =>
  item(id, {
    kind: 'episode',
    episode: { seriesId: 's', seriesTitle: 'S', season, number, lastNumber: number },
  });

async function subject() {
  return import('./next-item');
}

test('a list goes on over the end of a page, and leaves series out', async () => {
  answers.set('/playlists/p/items?limit=200', { items: [item('a'), item('b')], next: 'more' });
  answers.set('/playlists/p/items?limit=200&cursor=more', {
    items: [item('s', { kind: 'series' }), item('c')],
    next: null,
  });
  const { nextItem } = await subject();
  const list = { kind: 'playlist', id: 'p' } as const;
  expect((await nextItem(item('a'), list))?.id).toBe('b');
  expect((await nextItem(item('b'), list))?.id).toBe('c');
  expect(await nextItem(item('c'), list)).toBeUndefined();
  expect(await nextItem(item('elsewhere'), list)).toBeUndefined();
});

test('a list begins with what has not been seen, or at its beginning', async () => {
  const seen = { watch: { positionSeconds: 60, played: true } };
  answers.set('/collections/c', { name: 'Set' });
  const address = '/media?collection=Set&view=shelf&sort=title&limit=200';
  const { firstItem } = await subject();
  answers.set(address, { items: [item('a', seen), item('b')], next: null });
  expect((await firstItem({ kind: 'collection', id: 'c' }))?.id).toBe('b');
  answers.set(address, { items: [item('a', seen)], next: null });
  expect((await firstItem({ kind: 'collection', id: 'c' }))?.id).toBe('a');
  answers.set(address, { items: [], next: null });
  expect(await firstItem({ kind: 'collection', id: 'c' })).toBeUndefined();
});

test('an episode is followed by the next, and a season by the one after it', async () => {
  answers.set('/media/s/episodes?season=1&limit=200', {
    items: [episode('1', 1, 1), episode('2', 1, 2)],
    next: null,
  });
  answers.set('/media/s', { seasons: [{ number: 0 }, { number: 1 }, { number: 3 }] });
  answers.set('/media/s/episodes?season=3&limit=200', { items: [episode('3', 3, 1)], next: null });
  const { nextItem } = await subject();
  expect((await nextItem(episode('1', 1, 1), undefined))?.id).toBe('2');
  expect((await nextItem(episode('2', 1, 2), undefined))?.id).toBe('3');
  expect(await nextItem(episode('3', 3, 1), undefined)).toBeUndefined();
  asked.length = 0;
  expect(await nextItem(item('film'), undefined)).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a special goes on in the season that it is shown within, others among the specials', async () => {
  const [one, two, within, apart] = [
    episode('1', 1, 1),
    episode('2', 1, 2),
    episode('w', 0, 1),
    episode('a', 0, 2),
  ];
  answers.set('/media/s/episodes?season=1&limit=200', { items: [one, within, two], next: null });
  answers.set('/media/s/episodes?season=0&limit=200', { items: [within, apart], next: null });
  answers.set('/media/w', { airsInSeason: 1 });
  answers.set('/media/a', { airsInSeason: null });
  answers.set('/media/s', { seasons: [{ number: 1 }, { number: 2 }, { number: 0 }] });
  answers.set('/media/s/episodes?season=2&limit=200', { items: [episode('3', 2, 1)], next: null });
  const { nextItem } = await subject();
  expect((await nextItem(one, undefined))?.id).toBe('w');
  expect((await nextItem(within, undefined))?.id).toBe('2');
  expect(await nextItem(apart, undefined)).toBeUndefined();
  answers.set('/media/s/episodes?season=1&limit=200', { items: [one, two, within], next: null });
  expect((await nextItem(within, undefined))?.id).toBe('3');
});
