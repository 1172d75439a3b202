import { api } from '../api/routes';
import type { Item, Page } from '../api/types';
import { watched } from '../library/watched.svelte';
import type { PlayList } from '../routing/routes';

type Read = (cursor: string | undefined) => Promise<Page<Item>>;

/** What plays after an item: the next of the list that is played, or the next episode. */
export async function nextItem(item: Item, list: PlayList | undefined): Promise<Item | undefined> {
  if (list) return firstOf(await reader(list), after(item.id));
  return item.episode ? nextEpisode(item, item.episode) : undefined;
}

/** Where to begin a list: with what has not been seen yet, or else at its beginning. */
export async function firstItem(list: PlayList): Promise<Item | undefined> {
  const read = await reader(list);
  return (await firstOf(read, (each) => !watched.of(each)?.played)) ?? (await firstOf(read, () => true));
}

async function reader(list: PlayList): Promise<Read> {
  if (list.kind === 'playlist') return (cursor) => api.playlistItems(list.id, cursor);
  const { name } = await api.collection(list.id);
  return (cursor) => api.items({ collection: name, view: 'shelf', sort: 'title' }, 200, { cursor });
}

/** A series has no film of its own to play. */
async function firstOf(read: Read, wanted: (item: Item) => boolean): Promise<Item | undefined> {
  let cursor: string | undefined;
  do {
    const { items, next } = await read(cursor);
    const found = items.find((each) => each.kind !== 'series' && wanted(each));
    if (found) return found;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return undefined;
}

/** Finds what stands right behind the item, on whichever page of the list. */
function after(id: string): (item: Item) => boolean {
  let passed = false;
  return (each) => {
    if (passed) return true;
    passed = each.id === id;
    return false;
  };
}

/** A special that is shown within a season goes on in that season. */
async function nextEpisode(item: Item, place: NonNullable<Item['episode']>): Promise<Item | undefined> {
  const inSeason =
    (season: number): Read =>
    (cursor) =>
      api.episodes(place.seriesId, season, cursor);
  const season = place.season === 0 ? ((await api.item(item.id)).airsInSeason ?? 0) : place.season;
  const next = await firstOf(inSeason(season), after(item.id));
  if (next || season === 0) return next;
  const { seasons } = await api.item(place.seriesId);
  const later = seasons.map(({ number }) => number).filter((number) => number > season);
  return later.length > 0 ? firstOf(inSeason(Math.min(...later)), () => true) : undefined;
}
