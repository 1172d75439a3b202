import { tick } from 'svelte';
import { type Route, routeOf } from './routes';

interface EntryState {
  key: string;
  scroll: number;
}

interface GoOptions {
  replace?: boolean;
  /** Leaves focus and scroll where they are: the same view, asked differently. */
  quiet?: boolean;
}

/** Browsers allow about 200 changes of an entry in 30 s. */
const keepScrollEveryMs = 250;

/** The address as state: routes, queries and, for each history entry, how far it was scrolled. */
class Router {
  url = $state.raw(new URL(location.href));
  route: Route = $derived(routeOf(this.url.pathname));
  /** Grows with each change of view, so that a shell can move the focus. */
  arrivals = $state(0);
  /** The entry's own name: stays when one comes back to it. */
  key = $state(newKey());
  isReturn = $state(false);
  #keepScroll: ReturnType<typeof setTimeout> | undefined;
  /** Between a step in the history and the view that belongs to it: the scroll is still the old view's. */
  #isBetween = false;
  #moving: ViewTransition | undefined;
  /** Set while a place that one comes back to is not there yet. */
  #unsettled: AbortController | undefined;

  start(): () => void {
    history.scrollRestoration = 'manual';
    const kept = history.state as EntryState | null;
    if (kept?.key) {
      this.key = kept.key;
      this.isReturn = true;
      void this.#settle(kept.scroll);
    } else {
      history.replaceState(this.#entry(0), '');
    }
    const stop = new AbortController();
    const signal = stop.signal;
    addEventListener('popstate', (event) => this.#popped(event.state as EntryState | null), { signal });
    addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    addEventListener('pagehide', () => this.#rememberScroll(), { signal });
    document.addEventListener('click', (event) => this.#clicked(event), { signal });
    return () => stop.abort();
  }

  query(name: string): string {
    return this.url.searchParams.get(name) ?? '';
  }

  go(path: string, { replace = false, quiet = false }: GoOptions = {}): void {
    const url = new URL(path, location.href);
    if (url.href === this.url.href && !replace) return;
    this.#rememberScroll();
    if (!quiet) this.key = newKey();
    history[replace ? 'replaceState' : 'pushState'](this.#entry(quiet ? scrollY : 0), '', url);
    this.#show(url, false, quiet ? undefined : 0);
  }

  /** Changes parts of the query in place; an empty value leaves the address. */
  ask(changes: Record<string, string>): void {
    const url = new URL(this.url);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    this.go(url.href, { replace: true, quiet: true });
  }

  /** One step back inside the page, or to `otherwise` when the page began here. */
  back(otherwise: string): void {
    if (this.arrivals > 0) history.back();
    else this.go(otherwise, { replace: true });
  }

  #popped(state: EntryState | null): void {
    this.key = state?.key ?? newKey();
    this.#show(new URL(location.href), true, state?.scroll ?? 0);
  }

  #show(url: URL, isReturn: boolean, scroll: number | undefined): void {
    const from = this.route;
    this.#isBetween = scroll !== undefined;
    const apply = async () => {
      // A movement makes its change a frame later; somebody may have gone on by then.
      if (url.href !== location.href) return;
      this.url = url;
      this.isReturn = isReturn;
      if (scroll === undefined) return;
      this.arrivals += 1;
      await this.#settle(scroll);
    };
    // Whoever goes on is not to wait until the way here has been shown.
    this.#moving?.skipTransition();
    this.#moving = undefined;
    if (scroll !== undefined && movesOnePicture(from, routeOf(url.pathname))) {
      this.#moving = document.startViewTransition(apply);
      // A newer movement, or a window out of sight, skips this one; the change itself is made all the same.
      for (const part of [this.#moving.ready, this.#moving.finished]) part.catch(() => {});
    } else {
      void apply();
    }
  }

  async #settle(scroll: number): Promise<void> {
    this.#unsettled?.abort();
    await tick();
    scrollTo(0, scroll);
    this.#isBetween = false;
    if (Math.abs(scrollY - scroll) > 1) this.#settleWhenTall(scroll);
  }

  /** The page is not tall enough yet: goes on as it grows, until it is or the viewer moves. */
  #settleWhenTall(scroll: number): void {
    const unsettled = new AbortController();
    this.#unsettled = unsettled;
    const { signal } = unsettled;
    const observer = new ResizeObserver(() => {
      scrollTo(0, scroll);
      if (Math.abs(scrollY - scroll) <= 1) unsettled.abort();
    });
    signal.addEventListener('abort', () => {
      observer.disconnect();
      if (this.#unsettled === unsettled) this.#unsettled = undefined;
    });
    observer.observe(document.body);
    for (const move of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      addEventListener(move, () => unsettled.abort(), { signal, passive: true });
    }
  }

  #scrolled(): void {
    this.#keepScroll ??= setTimeout(() => this.#rememberScroll(), keepScrollEveryMs);
  }

  #rememberScroll(): void {
    clearTimeout(this.#keepScroll);
    this.#keepScroll = undefined;
    if (!this.#unsettled && !this.#isBetween) history.replaceState(this.#entry(scrollY), '');
  }

  #entry(scroll: number): EntryState {
    return { key: this.key, scroll };
  }

  #clicked(event: MouseEvent): void {
    const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || event.button !== 0 || held) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || !leadsToView(link)) return;
    event.preventDefault();
    this.go(link.href);
  }
}

/** A link within the page; downloads, streams and other hosts are the browser's own business. */
function leadsToView(link: HTMLAnchorElement): boolean {
  if (link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return false;
  if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/stream/')) return false;
  return link.hash === '' || link.pathname !== location.pathname;
}

/** Between a wall of posters and one film the picture travels; elsewhere a change is just a change. */
function movesOnePicture(from: Route, to: Route): boolean {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const walls = ['home', 'library', 'search', 'collection', 'person'];
  const opens = walls.includes(from.name) && to.name === 'item';
  const closes = from.name === 'item' && walls.includes(to.name);
  return 'startViewTransition' in document && !calm && (opens || closes);
}

function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

export const router = new Router();
