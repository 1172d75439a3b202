import { describe, expect, it } from 'vitest';
import { Problem } from '../api/client';
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

/** A catalogue that pages by cursor as the server does, and can be told to fail. */
class Catalogue {
  calls = 0;
  failure: Problem | undefined;

  constructor(public size: number) {}

  fetch = async (_filter: object, limit: number, cursor?: string): Promise<ItemPage> => {
    this.calls += 1;
    if (this.failure) throw this.failure;
    const start = Number(cursor ?? 0);
    const end = Math.min(this.size, start + limit);
    const items = Array.from({ length: end - start }, (_, at) => item(start + at));
    return { items, next: end < this.size ? String(end) : null, total: this.size };
  };
}

describe('a list of items', () => {
  it('fetches page after page until the wanted place is there, and no more', async () => {
    const catalogue = new Catalogue(1_050);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(450);
    expect(list.loaded).toBe(600);
    expect(list.total).toBe(1_050);
    expect(list.at(450)?.id).toBe('i450');
    expect(list.at(600)).toBeUndefined();
    await list.reach(5_000);
    expect(list.loaded).toBe(1_050);
    expect(catalogue.calls).toBe(6);
  });

  it('goes towards the newest wish while it is loading', async () => {
    const list = new ItemList({}, new Catalogue(2_000).fetch);
    const first = list.reach(0);
    await list.reach(900);
    await first;
    expect(list.loaded).toBe(1_000);
  });

  it('keeps what it has when a page fails, and goes on after a retry', async () => {
    const catalogue = new Catalogue(500);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0);
    catalogue.failure = new Problem(503, 'busy');
    await list.reach(300);
    expect(list.problem?.message).toBe('busy');
    expect(list.loaded).toBe(200);
    catalogue.failure = undefined;
    await list.retry();
    expect(list.problem).toBeUndefined();
    expect(list.loaded).toBe(400);
  });

  it('begins again when there is news', async () => {
    const catalogue = new Catalogue(3);
    const list = new ItemList({}, catalogue.fetch);
    await list.reach(0);
    catalogue.size = 5;
    await list.refresh();
    expect(list.total).toBe(5);
    expect(list.at(4)?.id).toBe('i4');
  });

  it('is the same one for who comes back, and a new one for who goes there anew', () => {
    const { fetch } = new Catalogue(1);
    const list = listFor({ library: 'a' }, false, fetch);
    expect(listFor({ library: 'a' }, true, fetch)).toBe(list);
    expect(listFor({ library: 'a', sort: 'size' }, true, fetch)).not.toBe(list);
    expect(listFor({ library: 'a' }, false, fetch)).not.toBe(list);
  });
});
