import { api } from '../api/routes';
import type { Playback, PlaybackWish } from '../api/types';
import { whenIdle } from '../idle';
import { routeOf } from '../routing/routes';
import { capabilities, playsHlsItself } from './capabilities';
import { initOf, playlistsOf } from './playlists';

/** From a finger that goes down to a player that is there; what was asked for before was not meant. */
const freshMs = 3_000;

interface Asked {
  id: string;
  wish: string;
  at: number;
  answer: Promise<Playback>;
}

let asked: Asked | undefined;

/**
 * Asks how to play what a link leads to once it is pressed, while its page is still to be made.
 *
 * @returns ends that
 */
export function askAheadOfPlays(): () => void {
  const end = new AbortController();
  const { signal } = end;
  for (const press of ['pointerdown', 'click'])
    document.addEventListener(press, askAhead, { capture: true, signal });
  // A browser complains about who asks for its loudspeakers before anybody has clicked anything.
  document.addEventListener('click', () => whenIdle(capabilities), { once: true, signal });
  return () => end.abort();
}

function askAhead(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.origin !== location.origin || !navigator.userActivation?.hasBeenActive) return;
  const route = routeOf(link.pathname);
  if (route.name !== 'play' || isFresh(route.id)) return;
  const wish = capabilities();
  asked = {
    id: route.id,
    wish: JSON.stringify(wish),
    at: performance.now(),
    answer: api.playback(route.id, wish),
  };
  // Whoever takes the answer says what went wrong; nobody may.
  asked.answer.then(fetchAhead).catch(() => {});
}

/**
 * What describes a stream, into the browser's cache, from which the player takes it when it is there. What would have
 * to be encoded is left alone: it is the player that knows which size it will take.
 */
async function fetchAhead({ kind, url }: Playback): Promise<void> {
  if (kind !== 'package' || playsHlsItself()) return;
  const whole = new URL(url, location.href);
  const playlists = playlistsOf(await textAt(whole)).map((each) => new URL(each, whole));
  await Promise.all(
    playlists.map(async (playlist) => {
      const init = initOf(await textAt(playlist));
      if (init !== undefined) await (await fetch(new URL(init, playlist))).arrayBuffer();
    }),
  );
}

async function textAt(url: URL): Promise<string> {
  return (await fetch(url)).text();
}

/** The answer that is on its way already, for the first who asks the same. */
export function takeAhead(id: string, wish: PlaybackWish): Promise<Playback> | undefined {
  const taken = isFresh(id) && asked?.wish === JSON.stringify(wish) ? asked.answer : undefined;
  asked = undefined;
  return taken;
}

function isFresh(id: string): boolean {
  return asked?.id === id && performance.now() - asked.at < freshMs;
}
