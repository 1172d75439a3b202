import { SvelteMap } from 'svelte/reactivity';
import { asProblem } from '../api/client';
import { api } from '../api/routes';
import type { Item, WatchState } from '../api/types';
import { m } from '../messages';
import { toasts } from '../ui/toasts.svelte';

/** What this page has learnt or changed of watch states since the lists were loaded; every card and page reads it. */
class Watched {
  #learnt = new SvelteMap<string, WatchState | null>();

  of(item: Item): WatchState | null {
    const learnt = this.#learnt.get(item.id);
    return learnt === undefined ? (item.watch ?? null) : learnt;
  }

  learn(id: string, state: WatchState | null): void {
    this.#learnt.set(id, state);
  }

  /** Shows the change at once; takes it back when the server refuses it or the viewer thinks better of it. */
  async mark(item: Item, played: boolean): Promise<void> {
    const before = this.of(item);
    const length = item.durationSeconds ?? 1;
    this.learn(item.id, played ? { positionSeconds: length, played: true } : null);
    try {
      if (played) this.learn(item.id, await api.keepProgress(item.id, length, length));
      else await api.forgetProgress(item.id);
      toasts.show(played ? m.item.nowWatched : m.item.nowUnwatched, {
        undo: () => void this.#restore(item, before),
      });
    } catch (failure) {
      this.learn(item.id, before);
      toasts.show(asProblem(failure).message, { tone: 'bad' });
    }
  }

  async #restore(item: Item, before: WatchState | null): Promise<void> {
    const now = this.of(item);
    this.learn(item.id, before);
    try {
      if (before) await api.keepProgress(item.id, before.positionSeconds, item.durationSeconds ?? undefined);
      else await api.forgetProgress(item.id);
    } catch (failure) {
      this.learn(item.id, now);
      toasts.show(asProblem(failure).message, { tone: 'bad' });
    }
  }
}

export const watched = new Watched();

/** How much of an item has been seen, while it is neither untouched nor finished. */
export function shareSeen(item: Item): number | undefined {
  const state = watched.of(item);
  if (!state || state.played || !item.durationSeconds || state.positionSeconds <= 0) return undefined;
  return Math.min(1, state.positionSeconds / item.durationSeconds);
}
