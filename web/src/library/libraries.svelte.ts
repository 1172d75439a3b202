import { asProblem, type Problem } from '../api/client';
import { events } from '../api/events.svelte';
import { api } from '../api/routes';
import type { Library, LibraryKind } from '../api/types';
import { m } from '../messages';
import { toasts } from '../ui/toasts.svelte';

/** How long a removal can still be taken back. */
const graceMs = 8_000;

/** The libraries, kept true by the scan events. */
class Libraries {
  all = $state.raw<Library[] | undefined>();
  problem = $state.raw<Problem | undefined>();
  #leaving = new Map<string, { library: Library; timer: ReturnType<typeof setTimeout> }>();

  constructor() {
    events.on('scan', (library) => this.#put(this.#asKnown(library)));
    events.onReturn(() => void this.load());
    // A page that closes keeps its word: what was removed and not taken back is removed.
    addEventListener('pagehide', () => {
      for (const id of this.#leaving.keys()) void this.#leave(id);
    });
  }

  async load(): Promise<void> {
    try {
      const { items } = await api.libraries();
      this.all = items.filter(({ id }) => !this.#leaving.has(id));
      this.problem = undefined;
    } catch (failure) {
      this.problem = asProblem(failure);
    }
  }

  byId(id: string): Library | undefined {
    return this.all?.find((library) => library.id === id);
  }

  async add(name: string, kind: LibraryKind, path: string): Promise<Library> {
    const library = await api.addLibrary(name, kind, path);
    const told = this.byId(library.id);
    this.#put(told ? { ...told, path: library.path, watching: library.watching ?? null } : library);
    return library;
  }

  /** A short scan has ended, and its event has come, before the answer that says that it runs. */
  async scan(id: string): Promise<void> {
    const known = this.byId(id);
    const begun = await api.scan(id);
    if (this.byId(id) === known) this.#put(begun);
  }

  /** Takes the library out of sight at once and tells the server when the time for a change of mind is over. */
  remove(library: Library): void {
    this.all = this.all?.filter(({ id }) => id !== library.id);
    this.#leaving.set(library.id, {
      library,
      timer: setTimeout(() => void this.#leave(library.id), graceMs),
    });
    toasts.show(m.libraries.removed(library.name), {
      lastsMs: graceMs,
      undo: () => this.#stay(library.id),
    });
  }

  #stay(id: string): void {
    const leaving = this.#leaving.get(id);
    if (!leaving) return;
    clearTimeout(leaving.timer);
    this.#leaving.delete(id);
    this.#put(leaving.library);
    void this.load();
  }

  async #leave(id: string): Promise<void> {
    const leaving = this.#leaving.get(id);
    if (!leaving) return;
    clearTimeout(leaving.timer);
    try {
      await api.removeLibrary(id);
      this.#leaving.delete(id);
    } catch (failure) {
      this.#stay(id);
      toasts.show(asProblem(failure).message, { tone: 'bad' });
    }
  }

  /** Events go to everyone and so leave out what only admins may see; that has not changed. */
  #asKnown(library: Library): Library {
    const known = this.byId(library.id);
    return {
      ...library,
      path: library.path || (known?.path ?? ''),
      problemCount: library.problemCount ?? known?.problemCount ?? 0,
      watching: library.watching ?? known?.watching ?? null,
    };
  }

  #put(library: Library): void {
    if (this.#leaving.has(library.id)) return;
    const others = (this.all ?? []).filter(({ id }) => id !== library.id);
    this.all = [...others, library].sort((a, b) => a.name.localeCompare(b.name));
  }

  forget(): void {
    this.all = undefined;
    this.problem = undefined;
  }
}

export const libraries = new Libraries();
