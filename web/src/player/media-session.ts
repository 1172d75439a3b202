import type { Chapter, Item } from '../api/types';
import { m } from '../messages';
import type { Player } from './player.svelte';

/** Gives the keys of a keyboard, a headset or a lock screen to the player; answers how to take them back. */
export function announceMedia(player: Player, item: Item, chapters: Chapter[]): (() => void) | undefined {
  if (!('mediaSession' in navigator)) return undefined;
  const session = navigator.mediaSession;
  session.metadata = new MediaMetadata({ title: item.title, album: m.app, artwork: artworkOf(item) });
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.video.pause(),
    seekbackward: ({ seekOffset }) => player.seek(player.position - (seekOffset ?? 10)),
    seekforward: ({ seekOffset }) => player.seek(player.position + (seekOffset ?? 10)),
    seekto: ({ seekTime }) => seekTime != null && player.seek(seekTime),
    ...(chapters.length > 1 && {
      previoustrack: () => player.seek(chapterBefore(chapters, player.position)),
      nexttrack: () => {
        const next = chapters.find(({ startSeconds }) => startSeconds > player.position + 0.5);
        if (next) player.seek(next.startSeconds);
      },
    }),
  };
  const names = Object.keys(handlers) as MediaSessionAction[];
  for (const name of names) session.setActionHandler(name, handlers[name] ?? null);
  return () => {
    for (const name of names) session.setActionHandler(name, null);
    session.metadata = null;
  };
}

function artworkOf({ pictures }: Item): MediaImage[] {
  const kind = pictures?.cover ? 'cover' : pictures?.still ? 'still' : undefined;
  return kind ? [{ src: `${pictures?.base}/${kind}-640.jpg`, type: 'image/jpeg' }] : [];
}

/** As with songs: back to the beginning of this one first, then to the one before. */
function chapterBefore(chapters: Chapter[], position: number): number {
  return chapters.findLast(({ startSeconds }) => startSeconds < position - 3)?.startSeconds ?? 0;
}
