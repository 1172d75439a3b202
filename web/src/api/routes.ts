import { address, call } from './client';
import type {
  Collection,
  Correction,
  FileProblem,
  Health,
  Home,
  Item,
  ItemDetail,
  ItemKind,
  ItemPage,
  Letter,
  Library,
  LibraryKind,
  Marks,
  Page,
  PictureList,
  Playback,
  PlaybackWish,
  Playlist,
  Resolution,
  Role,
  Session,
  Sort,
  SubtitleFile,
  UploadStatus,
  User,
  WatchState,
} from './types';

const root = '/api/v1';
const part = encodeURIComponent;

export interface ItemFilter {
  library?: string | undefined;
  kind?: ItemKind | undefined;
  /** On the shelf a series stands in place of its episodes. */
  view?: 'files' | 'shelf' | 'all' | undefined;
  query?: string | undefined;
  genre?: string | undefined;
  person?: string | undefined;
  collection?: string | undefined;
  resolution?: Resolution | undefined;
  unwatched?: true | undefined;
  favourite?: true | undefined;
  watchlist?: true | undefined;
  sort?: Sort | undefined;
}

/** Where a part of a list begins: after a cursor, or so many items in. */
export interface Place {
  cursor?: string | undefined;
  offset?: number | undefined;
}

/** Every call that the page makes, by the name of what it does. */
export const api = {
  setupNeeded: () => call<{ needed: boolean }>('GET', `${root}/setup`),
  setUp: (token: string, username: string, password: string) =>
    call<Session>('POST', `${root}/setup`, { body: { token, username, password } }),
  signIn: (username: string, password: string) =>
    call<Session>('POST', `${root}/auth/login`, { body: { username, password } }),
  signOut: () => call<void>('POST', `${root}/auth/logout`),
  profile: () => call<User>('GET', `${root}/auth/profile`),
  changePassword: (current: string, password: string) =>
    call<void>('PUT', `${root}/auth/password`, { body: { current, password } }),

  accounts: (cursor?: string, signal?: AbortSignal) =>
    call<Page<User>>('GET', `${root}/accounts`, { query: { cursor }, signal }),
  addAccount: (username: string, password: string, role: Role) =>
    call<User>('POST', `${root}/accounts`, { body: { username, password, role } }),
  removeAccount: (id: string) => call<void>('DELETE', `${root}/accounts/${part(id)}`),
  resetPassword: (id: string, password: string) =>
    call<void>('PUT', `${root}/accounts/${part(id)}/password`, { body: { password } }),

  health: (signal?: AbortSignal) => call<Health>('GET', `${root}/health`, { signal }),

  libraries: () => call<{ items: Library[] }>('GET', `${root}/libraries`),
  addLibrary: (name: string, kind: LibraryKind, path: string) =>
    call<Library>('POST', `${root}/libraries`, { body: { name, kind, path } }),
  removeLibrary: (id: string) => call<void>('DELETE', `${root}/libraries/${part(id)}`, { keepalive: true }),
  scan: (id: string) => call<Library>('POST', `${root}/libraries/${part(id)}/scan`),
  fileProblems: (id: string, cursor?: string, signal?: AbortSignal) =>
    call<Page<FileProblem>>('GET', `${root}/libraries/${part(id)}/problems`, {
      query: { limit: 100, cursor },
      signal,
    }),

  items: (filter: ItemFilter, limit: number, place: Place = {}, signal?: AbortSignal) =>
    call<ItemPage>('GET', `${root}/media`, { query: { ...filter, limit, ...place }, signal }),
  letters: ({ sort: _, ...filter }: ItemFilter, signal?: AbortSignal) =>
    call<{ letters: Letter[]; total: number }>('GET', `${root}/media/letters`, { query: filter, signal }),
  item: (id: string, signal?: AbortSignal) =>
    call<ItemDetail>('GET', `${root}/media/${part(id)}`, { signal }),
  pictures: (id: string, signal?: AbortSignal) =>
    call<PictureList>('GET', `${root}/media/${part(id)}/pictures`, { signal }),
  portrait: (name: string, signal?: AbortSignal) =>
    call<{ url: string | null }>('GET', `${root}/portraits`, { query: { name }, signal }),
  subtitleFiles: (id: string, signal?: AbortSignal) =>
    call<{ items: SubtitleFile[] }>('GET', `${root}/media/${part(id)}/subtitles`, { signal }),
  episodes: (id: string, season: number, cursor?: string, signal?: AbortSignal) =>
    call<Page<Item>>('GET', `${root}/media/${part(id)}/episodes`, {
      query: { season, limit: 200, cursor },
      signal,
    }),
  home: (signal?: AbortSignal) => call<Home>('GET', `${root}/home`, { signal }),
  playback: (id: string, wish: PlaybackWish, signal?: AbortSignal) =>
    call<Playback>('POST', `${root}/media/${part(id)}/playback`, { body: wish, signal }),
  keepProgress: (id: string, positionSeconds: number, durationSeconds: number | undefined) =>
    call<WatchState>('PUT', `${root}/media/${part(id)}/progress`, {
      body: { positionSeconds, ...(durationSeconds !== undefined && { durationSeconds }) },
      keepalive: true,
    }),
  forgetProgress: (id: string) => call<void>('DELETE', `${root}/media/${part(id)}/progress`),
  mark: (id: string, marks: Partial<Marks>) =>
    call<Marks>('PUT', `${root}/media/${part(id)}/marks`, { body: marks }),
  correct: (id: string, correction: Correction) =>
    call<void>('PUT', `${root}/media/${part(id)}/correction`, { body: correction }),
  uncorrect: (id: string) => call<void>('DELETE', `${root}/media/${part(id)}/correction`),
  collections: (item?: string, cursor?: string, signal?: AbortSignal) =>
    call<Page<Collection>>('GET', `${root}/collections`, { query: { item, limit: 200, cursor }, signal }),
  collection: (id: string, signal?: AbortSignal) =>
    call<Collection>('GET', `${root}/collections/${part(id)}`, { signal }),
  makeCollection: (name: string, items: string[]) =>
    call<Collection>('POST', `${root}/collections`, { body: { name, items } }),
  renameCollection: (id: string, name: string) =>
    call<void>('PUT', `${root}/collections/${part(id)}`, { body: { name } }),
  removeCollection: (id: string) => call<void>('DELETE', `${root}/collections/${part(id)}`),
  putInCollection: (id: string, item: string) =>
    call<void>('PUT', `${root}/collections/${part(id)}/items/${part(item)}`),
  takeOutOfCollection: (id: string, item: string) =>
    call<void>('DELETE', `${root}/collections/${part(id)}/items/${part(item)}`),

  playlists: (item?: string, signal?: AbortSignal) =>
    call<{ items: Playlist[] }>('GET', `${root}/playlists`, { query: { item }, signal }),
  playlist: (id: string, signal?: AbortSignal) =>
    call<Playlist>('GET', `${root}/playlists/${part(id)}`, { signal }),
  makePlaylist: (name: string, items: string[]) =>
    call<Playlist>('POST', `${root}/playlists`, { body: { name, items } }),
  renamePlaylist: (id: string, name: string) =>
    call<void>('PUT', `${root}/playlists/${part(id)}`, { body: { name } }),
  removePlaylist: (id: string) => call<void>('DELETE', `${root}/playlists/${part(id)}`),
  playlistItems: (id: string, cursor?: string, signal?: AbortSignal) =>
    call<Page<Item>>('GET', `${root}/playlists/${part(id)}/items`, { query: { limit: 200, cursor }, signal }),
  putInPlaylist: (id: string, items: string[]) =>
    call<void>('POST', `${root}/playlists/${part(id)}/items`, { body: { items } }),
  moveInPlaylist: (id: string, item: string, before: string | null) =>
    call<void>('PUT', `${root}/playlists/${part(id)}/items/${part(item)}`, { body: { before } }),
  takeOutOfPlaylist: (id: string, item: string) =>
    call<void>('DELETE', `${root}/playlists/${part(id)}/items/${part(item)}`),

  uploadStatus: (id: string) => call<UploadStatus>('GET', `${root}/media/status`, { query: { id } }),
  uploads: (signal?: AbortSignal) =>
    call<{ items: UploadStatus[] }>('GET', `${root}/media/status`, { signal }),
};

export const uploadAddress = `${root}/media/upload`;
export const eventsAddress = `${root}/events`;

export function downloadAddress(id: string): string {
  return address(`${root}/media/download`, { id });
}
