import { asProblem, isAbort, type Problem } from '../api/client';
import { api } from '../api/routes';
import type { Home, Item, Library } from '../api/types';
import { libraries } from '../library/libraries.svelte';
import { m } from '../messages';
import { paths } from '../routing/routes';

export interface HomeRow {
  key: string;
  title: string;
  items: Item[];
  shape: 'portrait' | 'landscape';
  href?: string;
  plays?: boolean;
  /** Its first item is worth the beginning of the page. */
  leads?: boolean;
  /** Set where the row could not be loaded; the others are shown all the same. */
  problem?: Problem;
}

const rowLength = 20;
const patienceMs = 150;
/** Scans tell of new items twice a second; a page that redraws that often is a restless one. */
const calmMs = 2_000;

/** The rows of the first page: what to go on with, what is new, and a row for each library. */
class HomeRows {
  rows = $state.raw<HomeRow[]>([]);
  isLoaded = $state(false);
  isSlow = $state(false);
  problem = $state.raw<Problem | undefined>();
  #running: AbortController | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  open(isReturn: boolean): void {
    if (!isReturn) void this.load();
    else if (!this.isLoaded) void this.load();
    else this.refreshSoon(0);
  }

  stop(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#running?.abort();
  }

  refreshSoon(waitMs = calmMs): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.load();
    }, waitMs);
  }

  async load(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const slow = setTimeout(() => {
      this.isSlow = true;
    }, patienceMs);
    try {
      const [home] = await Promise.all([
        api.home(running.signal),
        libraries.all ? undefined : libraries.load(),
      ]);
      const shelves = await Promise.all(
        (libraries.all ?? []).map((library) => shelf(library, running.signal)),
      );
      if (running.signal.aborted) return;
      this.rows = [...personal(home), ...shelves].filter(isWorthShowing);
      this.isLoaded = true;
      this.problem = undefined;
    } catch (failure) {
      if (!isAbort(failure)) this.problem = asProblem(failure);
    } finally {
      clearTimeout(slow);
      this.isSlow = false;
    }
  }
}

function personal({ continueWatching, nextUp, latest }: Home): HomeRow[] {
  return [
    {
      key: 'continue',
      title: m.home.continueWatching,
      items: continueWatching,
      shape: 'landscape',
      plays: true,
      leads: true,
    },
    { key: 'next', title: m.home.nextUp, items: nextUp, shape: 'landscape', plays: true, leads: true },
    { key: 'latest', title: m.home.latest, items: latest, shape: 'landscape', leads: true },
  ];
}

async function shelf(library: Library, signal: AbortSignal): Promise<HomeRow> {
  const row: HomeRow = {
    key: library.id,
    title: library.name,
    items: [],
    shape: library.kind === 'films' || library.kind === 'series' ? 'portrait' : 'landscape',
    href: paths.library(library.id),
  };
  try {
    return {
      ...row,
      items: (await api.items({ library: library.id, view: 'shelf', sort: 'added' }, rowLength, {}, signal))
        .items,
    };
  } catch (failure) {
    if (isAbort(failure)) throw failure;
    return { ...row, problem: asProblem(failure) };
  }
}

function isWorthShowing(row: HomeRow): boolean {
  return row.items.length > 0 || row.problem !== undefined;
}

export const home = new HomeRows();
