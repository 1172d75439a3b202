import { address, call } from './client';
import type {
  Correction,
  FileProblem,
  Health,
  Home,
  Item,
  ItemDetail,
  ItemKind,
  ItemPage,
  Library,
  LibraryKind,
  Marks,
  Page,
  Playback,
  PlaybackWish,
  Resolution,
  Session,
  Sort,
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
  resolution?: Resolution | undefined;
  unwatched?: true | undefined;
  favourite?: true | undefined;
  watchlist?: true | undefined;
  sort?: Sort | undefined;
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

  items: (filter: ItemFilter, limit: number, cursor?: string, signal?: AbortSignal) =>
    call<ItemPage>('GET', `${root}/media`, { query: { ...filter, limit, cursor }, signal }),
  item: (id: string, signal?: AbortSignal) =>
    call<ItemDetail>('GET', `${root}/media/${part(id)}`, { signal }),
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
  uploadStatus: (id: string) => call<UploadStatus>('GET', `${root}/media/status`, { query: { id } }),
  uploads: (signal?: AbortSignal) =>
    call<{ items: UploadStatus[] }>('GET', `${root}/media/status`, { signal }),
};

export const uploadAddress = `${root}/media/upload`;
export const eventsAddress = `${root}/events`;

export function downloadAddress(id: string): string {
  return address(`${root}/media/download`, { id });
}
