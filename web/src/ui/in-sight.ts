/** For a row of links: scrolls it so far that the current one is in its middle; the page itself stays where it is. */
export const inSight = (_current: string) => (row: HTMLElement) => {
  const link = row.querySelector('[aria-current]');
  if (!link) return;
  const [outer, inner] = [row.getBoundingClientRect(), link.getBoundingClientRect()];
  row.scrollBy({ left: inner.left + inner.width / 2 - (outer.left + outer.width / 2) });
};
