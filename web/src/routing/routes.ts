/** Where the page is, as the path says it. */
export type Route =
  | { name: 'home' }
  | { name: 'libraries' }
  | { name: 'library'; id: string }
  | { name: 'search' }
  | { name: 'item'; id: string }
  | { name: 'collection'; id: string }
  | { name: 'playlist'; id: string }
  | { name: 'person'; id: string }
  | { name: 'play'; id: string }
  | { name: 'upload' }
  | { name: 'settings'; section: SettingsSection }
  | { name: 'admin'; section: AdminSection }
  | { name: 'problems'; id: string }
  | { name: 'setup' }
  | { name: 'sign-in' }
  | { name: 'missing' };

export const settingsSections = ['libraries', 'people', 'account', 'look', 'server', 'keys'] as const;
export type SettingsSection = (typeof settingsSections)[number];

export const adminSections = [
  'overview',
  'requests',
  'database',
  'memory',
  'profiles',
  'alerts',
  'capacity',
  'load-tests',
] as const;
export type AdminSection = (typeof adminSections)[number];

export function routeOf(pathname: string): Route {
  const parts = pathname.split('/').filter(Boolean).map(decoded);
  if (parts.length > 2) return { name: 'missing' };
  const [first, id] = parts;
  switch (first) {
    case undefined:
      return { name: 'home' };
    case 'libraries':
    case 'search':
    case 'upload':
    case 'setup':
    case 'sign-in':
      return id === undefined ? { name: first } : { name: 'missing' };
    case 'library':
    case 'item':
    case 'collection':
    case 'playlist':
    case 'person':
    case 'play':
    case 'problems':
      return id === undefined ? { name: 'missing' } : { name: first, id };
    case 'admin':
      return adminRoute(id);
    case 'settings':
      return settingsRoute(id);
    default:
      return { name: 'missing' };
  }
}

function settingsRoute(section: string | undefined): Route {
  if (section === undefined) return { name: 'settings', section: 'account' };
  const known = settingsSections.find((each) => each === section);
  return known ? { name: 'settings', section: known } : { name: 'missing' };
}

function adminRoute(section = 'overview'): Route {
  const known = adminSections.find((each) => each === section);
  return known ? { name: 'admin', section: known } : { name: 'missing' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What is played one after the other. */
export interface PlayList {
  kind: 'playlist' | 'collection';
  id: string;
}

const part = encodeURIComponent;

export const paths = {
  home: '/',
  libraries: '/libraries',
  search: '/search',
  upload: '/upload',
  setup: '/setup',
  signIn: '/sign-in',
  library: (id: string) => `/library/${part(id)}`,
  item: (id: string) => `/item/${part(id)}`,
  collection: (id: string) => `/collection/${part(id)}`,
  playlist: (id: string) => `/playlist/${part(id)}`,
  person: (name: string) => `/person/${part(name)}`,
  play: (id: string, atSeconds?: number) =>
    `/play/${part(id)}${atSeconds === undefined ? '' : `?t=${Math.floor(atSeconds)}`}`,
  /** Plays on through a list. */
  playIn: (list: PlayList, id: string) => `/play/${part(id)}?${list.kind}=${part(list.id)}`,
  problems: (id: string) => `/problems/${part(id)}`,
  admin: (section: AdminSection) => `/admin/${section}`,
  settings: (section: SettingsSection) => `/settings/${section}`,
};
