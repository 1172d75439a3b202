/** The shapes of api/openapi.yaml that the page reads. */

export type LibraryKind = 'films' | 'series' | 'home' | 'other';
export type ItemKind = 'film' | 'episode' | 'video' | 'audio' | 'series' | 'season';
export type Sort = 'title' | 'added' | 'duration' | 'size' | 'year' | 'rating' | 'relevance';
export type Resolution = 'sd' | 'hd' | 'fhd' | 'uhd';

export interface User {
  id: string;
  username: string;
  role: Role;
  createdAt: string;
}

export type Role = 'admin' | 'member';

export interface Session {
  user: User;
}

export interface Scan {
  state: 'idle' | 'running' | 'failed';
  filesSeen: number;
  filesDone: number;
  filesTotal: number | null;
  startedAt?: string | null;
  finishedAt?: string | null;
  reason?: string | null;
}

export interface Library {
  id: string;
  name: string;
  kind: LibraryKind;
  path: string;
  itemCount: number;
  problemCount?: number;
  seriesCount?: number;
  scan: Scan;
  /** How changes in the folder are found; for admins only. */
  watching?: Watching | null;
}

export interface Watching {
  how: 'watched' | 'polled' | 'unwatched';
  everySeconds?: number | null;
  why?: 'distant' | 'gone' | 'limit' | 'system' | 'setting' | null;
}

export interface FileProblem {
  path: string;
  state: 'broken' | 'unsupported' | 'refused';
  reason: string;
}

export interface WatchState {
  positionSeconds: number;
  played: boolean;
  updatedAt?: string;
}

/** Each is at base/kind-width.jpg, in the widths 320, 640 and 1280. */
export interface Pictures {
  base: string;
  /** Upright, as on a shelf. */
  cover: boolean;
  /** A scene. */
  still: boolean;
  backdrop: boolean;
  /** The title as a picture, which may be transparent. */
  logo?: boolean;
}

/** The small pictures for seeking: sheets of several, row by row. */
export interface Trickplay {
  columns: number;
  rows: number;
  width: number;
  height: number;
  /** When each was taken. */
  seconds: number[];
  sheets: string[];
}

/** All pictures of one item. */
export interface PictureList {
  pictures: Pictures | null;
  chapters: { chapter: number; url: string }[];
  trickplay: Trickplay | null;
}

/** The place of an episode; `lastNumber` differs where a file holds several. */
export interface EpisodePlace {
  seriesId: string;
  seriesTitle: string;
  season: number;
  number: number;
  lastNumber: number;
}

export interface SeriesCounts {
  seasonCount: number;
  episodeCount: number;
  watchedCount: number;
}

export interface Item {
  id: string;
  title: string;
  year?: number | null;
  kind: ItemKind;
  libraryId: string;
  fileName: string;
  sizeBytes: number;
  durationSeconds: number | null;
  width?: number | null;
  height?: number | null;
  addedAt: string;
  airedOn?: string | null;
  rating?: number | null;
  episode?: EpisodePlace | null;
  series?: SeriesCounts | null;
  watch?: WatchState | null;
  pictures?: Pictures | null;
  marks?: Marks;
}

export interface Track {
  number: number;
  type: 'video' | 'audio' | 'text' | 'other';
  codec: string;
  codecString?: string;
  language: string;
  name?: string;
  isDefault: boolean;
  forced: boolean;
  width?: number | null;
  height?: number | null;
  dynamicRange?: 'sdr' | 'hdr10' | 'hlg' | null;
  channels?: number | null;
  sampleRate?: number | null;
  bitrate?: number | null;
}

export interface Chapter {
  startSeconds: number;
  title: string;
}

/** What the viewer thinks of an item. */
export interface Marks {
  favourite: boolean;
  watchlist: boolean;
  rating: number | null;
}

/** What somebody knows better than the names of the files. */
export interface Correction {
  title: string;
  year: number | null;
  collection: string;
  genres: string[];
  season?: number | null;
  episode?: number | null;
}

export interface Person {
  name: string;
  role: string;
}

export interface About {
  originalTitle: string;
  plot: string;
  tagline: string;
  ageRating: string;
  studios: string[];
  countries: string[];
  directors: string[];
  writers: string[];
  cast: Person[];
}

/** Another file of the same. */
export interface Piece {
  id: string;
  role: 'version' | 'part' | 'extra';
  label: string;
  title: string;
  durationSeconds: number | null;
  width?: number | null;
  height?: number | null;
  sizeBytes: number;
}

export interface Season {
  id: string;
  number: number;
  episodeCount: number;
  watchedCount: number;
  pictures?: Pictures | null;
}

/** A collection or a playlist: a name, and the first of what is in it. */
export interface ItemSet {
  id: string;
  name: string;
  itemCount: number;
  /** Whether the item that was asked for is in it. */
  contains: boolean;
  covers: Item[];
}

export interface Collection extends ItemSet {
  /** By somebody, rather than by notes alone. */
  made: boolean;
}

export interface Playlist extends ItemSet {
  createdAt: string;
  durationSeconds: number;
}

/** Where a letter begins in a list that is sorted by title. */
export interface Letter {
  letter: string;
  index: number;
}

export interface ItemDetail extends Item {
  about: About;
  genres: string[];
  collection: string;
  collections: { id: string; name: string }[];
  pieces: Piece[];
  seasons: Season[];
  /** Of a series: what the viewer is to see next. */
  next: Item | null;
  /** Where the pictures of its cast lie, by their names. */
  portraits?: Record<string, string>;
  locked: boolean;
  /** What the file calls itself. */
  embeddedTitle?: string;
  container: string;
  state: 'ready' | 'unsupported' | 'refused' | 'broken';
  reason?: string | null;
  /** Of a special: the season whose episodes it is shown among. */
  airsInSeason?: number | null;
  chapters: Chapter[];
  tracks: Track[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface ItemPage extends Page<Item> {
  total: number;
}

export interface Home {
  continueWatching: Item[];
  nextUp: Item[];
  latest: Item[];
}

/** Subtitles that can be shown over the picture: a track of the file, or a file beside it. */
export interface SubtitleOffer {
  source: 'track' | 'file' | 'picture';
  /** Null for pictures, which are no text. */
  url: string | null;
  /** The pictures as Presentation Graphics by windows, with {n} for the number of one. */
  picturesUrl?: string | null;
  /** The track that a playback draws into the film when it is asked to. */
  burnIn?: number | null;
  /** The same by windows, with {n} for the number of one, where the whole would take long. */
  windowUrl?: string | null;
  windowSeconds?: number | null;
  styledUrl?: string | null;
  language: string;
  name: string;
  isDefault: boolean;
  forced: boolean;
  hearingImpaired: boolean;
}

/** A subtitle file beside a video, as the page of the item lists it. */
export interface SubtitleFile {
  id: string;
  fileName: string;
  format: string;
  language: string;
  name: string;
  isDefault: boolean;
  forced: boolean;
  hearingImpaired: boolean;
}

export interface Playback {
  kind: 'direct' | 'package' | 'transcode';
  url: string;
  reasons: string[];
  expiresAt?: string;
  tracks: TrackPlan[];
  /** From the best on; the file's own picture first where it can be had. */
  qualities: Quality[];
  subtitles?: SubtitleOffer[];
}

export interface TrackPlan {
  number: number;
  kind: 'video' | 'audio' | 'text';
  how: 'direct' | 'package' | 'transcode' | 'burn-in' | 'refused';
  reason: string;
}

export interface Quality {
  name: string;
  width: number;
  height: number;
  bitrate: number;
  original: boolean;
}

export interface PlaybackWish {
  directPlay?: boolean;
  containers?: string[];
  videoCodecs?: string[];
  audioCodecs?: string[];
  fileCodecs?: string[];
  audioChannels?: number;
  ladder?: boolean;
  burnIn?: number;
}

export interface UploadStatus {
  id: string;
  state: 'receiving' | 'processing' | 'ready' | 'failed';
  percent: number;
  fileName?: string;
  reason?: string | null;
}

export interface Health {
  status: 'up' | 'degraded' | 'down';
  version?: string;
  components: { name: string; status: 'up' | 'degraded' | 'down'; detail?: string }[];
}

/** What an `item` event tells while a scan runs. */
export interface ItemChange {
  libraryId: string;
  added: number;
  removed: number;
}
