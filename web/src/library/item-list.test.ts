import { describe, expect, it } from 'vitest';
import { Problem } from '../api/client';
import type { Place } from '../api/routes';
import type { Item, ItemPage } from '../api/types';
import { ItemList, listFor } from './item-list.svelte';

function item(number: number): Item {
  return {
    id: `i${number}`,
    title: `Title ${number}`,
    kind: 'film',
    libraryId: 'l',
    fileName: `${number}.mkv`,
    sizeBytes: 1,
    durationSeconds: 1,
    addedAt: '2026-01-01T00:00:00Z',
  };
}

/** A catalogue that pages by cursor and by number as the server does, and can be told to fail. */
class Catalogue {
  asked: string[] = [];
  failure: Problem | undefined;

  constructor(public size: number) {}

  fetch = async (_filter: object, limit: number, { cursor, offset }: Place = {}): Promise<ItemPage> => {
    this.asked.push(cursor ? `after ${cursor}` : String(offset ?? 0));
    if (this.failure) throw this.failure;
    const start = Math.min(this.size, Number(cursor ?? offset ?? 0));
    const end = Math.min(this.size, start + limit);
    const items = Array.from({ length: end - start }, (_, at) => item(start + at));
    return { items, next: end < this.size ? String(end) : null, total: this.size };
  };
}

describe('a list of items', () => {
  it('fetches the pages that are looked at, one after the other by the end of the one before', async () => {
    const catalogue = new Catalogue(1_050);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0, 250);
    expect(list.total).toBe(1_050);
    expect(list.at(250)?.id).toBe('i250');
    expect(list.at(400)).toBeUndefined();
    expect(catalogue.asked).toEqual(['0', 'after 200']);
  });

  it('jumps far without what lies between', async () => {
    const catalogue = new Catalogue(100_000);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0, 20);
    await list.reach(70_000, 70_040);
    expect(list.at(70_040)?.id).toBe('i70040');
    expect(list.at(69_999)).toBeUndefined();
    await list.reach(99_950, 5_000_000);
    expect(list.at(99_999)?.id).toBe('i99999');
    expect(list.total).toBe(100_000);
    expect(catalogue.asked).toEqual(['0', '70000', '99800']);
  });

  it('goes where the newest wish is while it is loading', async () => {
    const catalogue = new Catalogue(20_000);
    const list = new ItemList({}, catalogue.fetch);
    const first = list.reach(0, 900);
    await list.reach(15_000, 15_010);
    await first;
    expect(catalogue.asked).toEqual(['0', '15000']);
  });

  it('keeps what it has when a page fails, and goes on after a retry', async () => {
    const catalogue = new Catalogue(500);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0, 0);
    catalogue.failure = new Problem(503, 'busy');
    await list.reach(0, 300);
    expect(list.problem?.message).toBe('busy');
    expect(list.at(199)?.id).toBe('i199');
    catalogue.failure = undefined;
    await list.retry();
    expect(list.problem).toBeUndefined();
    expect(list.at(300)?.id).toBe('i300');
  });

  it('begins again when there is news', async () => {
    const catalogue = new Catalogue(3);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0, 0);
    catalogue.size = 5;
    await list.refresh();
    expect(list.total).toBe(5);
    expect(list.at(4)?.id).toBe('i4');
  });

  it('forgets what lies farthest on a long journey', async () => {
    const list = new ItemList({}, new Catalogue(20_000).fetch);
    for (let at = 0; at < 20_000; at += 200) await list.reach(at, at + 199);
    expect(list.at(0)).toBeUndefined();
    expect(list.at(19_999)?.id).toBe('i19999');
  });

  it('is the same one for who comes back, and a new one for who goes there anew', () => {
    const { fetch } = new Catalogue(1);
    const list = listFor({ library: 'a' }, false, fetch);
    expect(listFor({ library: 'a' }, true, fetch)).toBe(list);
    expect(listFor({ library: 'a', sort: 'size' }, true, fetch)).not.toBe(list);
    expect(listFor({ library: 'a' }, false, fetch)).not.toBe(list);
  });
});
