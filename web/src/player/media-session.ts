import type { Item } from '../api/types';
import { m } from '../messages';
import type { Player } from './player.svelte';

/** Gives the keys of a keyboard, a headset or a lock screen to the player; answers how to take them back. */
export function announceMedia(player: Player, item: Item): (() => void) | undefined {
  if (!('mediaSession' in navigator)) return undefined;
  const session = navigator.mediaSession;
  session.metadata = new MediaMetadata({ title: item.title, album: m.app });
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.video.pause(),
    seekbackward: ({ seekOffset }) => player.seek(player.position - (seekOffset ?? 10)),
    seekforward: ({ seekOffset }) => player.seek(player.position + (seekOffset ?? 10)),
    seekto: ({ seekTime }) => seekTime != null && player.seek(seekTime),
  };
  const names = Object.keys(handlers) as MediaSessionAction[];
  for (const name of names) session.setActionHandler(name, handlers[name] ?? null);
  return () => {
    for (const name of names) session.setActionHandler(name, null);
    session.metadata = null;
  };
}
