import { asProblem, isAbort, type Problem } from '../api/client';
import type { ItemFilter } from '../api/routes';
import type { Item, ItemPage } from '../api/types';

/** The server's largest page: jumping far into a list takes the fewest questions. */
const pageSize = 200;

type Fetch = (filter: ItemFilter, limit: number, cursor?: string, signal?: AbortSignal) => Promise<ItemPage>;

/**
 * A list of any length, of which the beginning is here. Keyset paging has no way to the middle, so pages are
 * fetched one after the other until the wanted place is reached; what a grid shows beyond is skeletons.
 */
export class ItemList {
  total = $state<number | undefined>();
  /** How many are here; changes whenever what `at` answers changes. */
  loaded = $state(0);
  problem = $state.raw<Problem | undefined>();
  isLoading = $state(false);
  /** The place that is being loaded towards. */
  target = $state(0);
  #items: Item[] = [];
  #version = $state(0);
  #next: string | null | undefined;
  #running = new AbortController();

  constructor(
    readonly filter: ItemFilter,
    readonly fetch: Fetch,
  ) {}

  at(index: number): Item | undefined {
    return this.#version >= 0 ? this.#items[index] : undefined;
  }

  /** Makes sure that the items up to `index` come. */
  async reach(index: number): Promise<void> {
    this.target = Math.max(index, 0);
    if (this.isLoading || this.problem) return;
    this.isLoading = true;
    const signal = this.#running.signal;
    try {
      while (this.#next !== null && this.#items.length <= this.target) {
        this.#append(await this.fetch(this.filter, pageSize, this.#next, signal));
      }
    } catch (failure) {
      if (!isAbort(failure)) this.problem = asProblem(failure);
    } finally {
      if (!signal.aborted) this.isLoading = false;
    }
  }

  async retry(): Promise<void> {
    this.problem = undefined;
    await this.reach(this.target);
  }

  /** Begins again from the top, keeping what is shown until the new beginning is here. */
  async refresh(): Promise<void> {
    this.stop();
    const signal = this.#running.signal;
    this.isLoading = true;
    try {
      const page = await this.fetch(this.filter, pageSize, undefined, signal);
      this.#items = [];
      this.problem = undefined;
      this.#append(page);
    } catch (failure) {
      if (!isAbort(failure)) this.problem = asProblem(failure);
    } finally {
      if (!signal.aborted) this.isLoading = false;
    }
  }

  stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.isLoading = false;
  }

  #append(page: ItemPage): void {
    this.#items.push(...page.items);
    this.#next = page.next;
    this.total = page.next === null ? this.#items.length : Math.max(page.total, this.#items.length);
    this.loaded = this.#items.length;
    this.#version += 1;
  }
}

const kept = new Map<string, ItemList>();
const mostKept = 6;

/** The list of an address: the same one again for who comes back, so that it is still as long as it was. */
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
