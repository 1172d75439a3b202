import { asProblem, isAbort, type Problem } from '../api/client';
import type { ItemFilter, Place } from '../api/routes';
import type { Item, ItemPage } from '../api/types';

/** The server's largest page: wherever a jump lands, one question fills the screen. */
const pageSize = 200;
/** What a long journey through a list leaves behind is forgotten, the farthest first. */
const mostPages = 60;

type Fetch = (filter: ItemFilter, limit: number, place?: Place, signal?: AbortSignal) => Promise<ItemPage>;

/**
 * A list of any length, of which the pages are here that somebody looked at. A page is asked for by the end of the
 * one before it where that is known, which is exact while items come and go, and else by its number.
 */
export class ItemList {
  total = $state<number | undefined>();
  problem = $state.raw<Problem | undefined>();
  isLoading = $state(false);
  #pages = new Map<number, Item[]>();
  #cursors = new Map<number, string>();
  #version = $state(0);
  #wish = { from: 0, to: 0 };
  #running = new AbortController();

  constructor(
    readonly filter: ItemFilter,
    readonly fetch: Fetch,
  ) {}

  at(index: number): Item | undefined {
    return this.#version >= 0 ? this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize] : undefined;
  }

  /** Makes sure that the items from one place to another come; only the newest wish counts. */
  async reach(from: number, to: number): Promise<void> {
    this.#wish = { from: Math.max(from, 0), to: Math.max(to, 0) };
    if (this.isLoading || this.problem) return;
    this.isLoading = true;
    const signal = this.#running.signal;
    try {
      for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
        const cursor = this.#cursors.get(page);
        const place = page === 0 ? {} : cursor ? { cursor } : { offset: page * pageSize };
        this.#keep(page, await this.fetch(this.filter, pageSize, place, signal));
      }
    } catch (failure) {
      if (!isAbort(failure)) this.problem = asProblem(failure);
    } finally {
      if (!signal.aborted) this.isLoading = false;
    }
  }

  async retry(): Promise<void> {
    this.problem = undefined;
    await this.reach(this.#wish.from, this.#wish.to);
  }

  /** Begins again from the top, keeping what is shown until the new beginning is here. */
  async refresh(): Promise<void> {
    this.stop();
    const signal = this.#running.signal;
    this.isLoading = true;
    try {
      const page = await this.fetch(this.filter, pageSize, {}, signal);
      this.#pages.clear();
      this.#cursors.clear();
      this.problem = undefined;
      this.#keep(0, page);
    } catch (failure) {
      if (!isAbort(failure)) this.problem = asProblem(failure);
    } finally {
      if (!signal.aborted) this.isLoading = false;
    }
    if (!signal.aborted) await this.reach(this.#wish.from, this.#wish.to);
  }

  stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.isLoading = false;
  }

  /** The first page that the wish needs and that is not here. */
  #missing(): number | undefined {
    const last = this.total === undefined ? this.#wish.to : Math.min(this.#wish.to, this.total - 1);
    for (let page = Math.floor(this.#wish.from / pageSize); page * pageSize <= last; page += 1) {
      if (!this.#pages.has(page)) return page;
    }
    return undefined;
  }

  #keep(page: number, { items, next, total }: ItemPage): void {
    this.#pages.set(page, items);
    const end = page * pageSize + items.length;
    if (next === null) this.total = items.length > 0 || page === 0 ? end : Math.min(total, end);
    else {
      this.#cursors.set(page + 1, next);
      this.total = Math.max(total, end);
    }
    this.#forgetFarthest(page);
    this.#version += 1;
  }

  #forgetFarthest(from: number): void {
    if (this.#pages.size <= mostPages) return;
    const farthest = [...this.#pages.keys()].reduce((far, page) =>
      Math.abs(page - from) > Math.abs(far - from) ? page : far,
    );
    const isWanted = (farthest + 1) * pageSize > this.#wish.from && farthest * pageSize <= this.#wish.to;
    if (!isWanted) this.#pages.delete(farthest);
  }
}

const kept = new Map<string, ItemList>();
const mostKept = 6;

/** The list of an address: the same one again for who comes back, so that what was looked at is still here. */
export function listFor(filter: ItemFilter, isReturn: boolean, fetch: Fetch): ItemList {
  const key = JSON.stringify(filter);
  const known = isReturn ? kept.get(key) : undefined;
  const list = known ?? new ItemList(filter, fetch);
  kept.delete(key);
  kept.set(key, list);
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return list;
}
