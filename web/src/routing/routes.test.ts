import { expect, it } from 'vitest';
import { paths, routeOf } from './routes';

const path = (address: string) => new URL(address, 'http://localhost').pathname;

it('leads from every path to its route and back', () => {
  expect(routeOf(paths.home)).toEqual({ name: 'home' });
  expect(routeOf(paths.search)).toEqual({ name: 'search' });
  expect(routeOf(path(paths.library('a/b c')))).toEqual({ name: 'library', id: 'a/b c' });
  expect(routeOf(path(paths.person('Ada / Brandt')))).toEqual({ name: 'person', id: 'Ada / Brandt' });
  expect(routeOf(path(paths.collection('c')))).toEqual({ name: 'collection', id: 'c' });
  expect(routeOf(path(paths.playlist('p')))).toEqual({ name: 'playlist', id: 'p' });
  expect(routeOf(path(paths.play('x', 62.7)))).toEqual({ name: 'play', id: 'x' });
  expect(routeOf(paths.settings('look'))).toEqual({ name: 'settings', section: 'look' });
  expect(routeOf(paths.admin('memory'))).toEqual({ name: 'admin', section: 'memory' });
  expect(routeOf('/admin')).toEqual({ name: 'admin', section: 'overview' });
  expect(paths.play('x', 62.7)).toBe('/play/x?t=62');
});

it.each(['/nowhere', '/item', '/item/a/b', '/settings/none', '/admin/none', '/upload/x', '/search/x'])(
  '%s is missing',
  (address) => {
    expect(routeOf(address)).toEqual({ name: 'missing' });
  },
);

it('takes a part that is no valid encoding as it is', () => {
  expect(routeOf('/item/%E0%A4%A')).toEqual({ name: 'item', id: '%E0%A4%A' });
});
