import type { Item } from '../api/types';

const most = 300;
const items = new Map<string, Item>();

/** Remembers what a card showed, so that the page it opens has a title and a picture at once. */
export function remember(item: Item): void {
  items.delete(item.id);
  items.set(item.id, item);
  const oldest = items.keys().next().value;
  if (items.size > most && oldest !== undefined) items.delete(oldest);
}

export function recall(id: string): Item | undefined {
  return items.get(id);
}
