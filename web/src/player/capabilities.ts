import type { PlaybackWish } from '../api/types';

const containers: Record<string, string> = {
  mp4: 'video/mp4; codecs="avc1.640028"',
  quicktime: 'video/quicktime',
  // With what not every browser that reads it decodes in it: Firefox plays such a film without its sound.
  matroska: 'video/x-matroska; codecs="avc1.640028, flac"',
  webm: 'video/webm; codecs="vp09.00.41.08"',
  ogg: 'audio/ogg; codecs="opus"',
  mp3: 'audio/mpeg',
  flac: 'audio/flac',
  wav: 'audio/wav; codecs="1"',
  adts: 'audio/aac',
};

/** By profiles, since many a browser decodes eight bits and no ten, or 4:2:0 and nothing finer. */
const videoCodecs: Record<string, string> = {
  'avc1.42': 'avc1.42e01e',
  'avc1.4d': 'avc1.4d401e',
  'avc1.58': 'avc1.58a01e',
  'avc1.64': 'avc1.640028',
  'avc1.6e': 'avc1.6e0028',
  'avc1.7a': 'avc1.7a0028',
  'avc1.f4': 'avc1.f40028',
  'hvc1.1': 'hvc1.1.6.L120.90',
  'hvc1.2': 'hvc1.2.4.L120.90',
  'hvc1.4': 'hvc1.4.10.L120.90',
  'av01.0': 'av01.0.08M.10',
  'av01.1': 'av01.1.08M.10',
  'av01.2': 'av01.2.08M.10',
  'vp09.00': 'vp09.00.41.08',
  'vp09.01': 'vp09.01.41.08',
  'vp09.02': 'vp09.02.41.10',
  'vp09.03': 'vp09.03.41.10',
};

const audioCodecs: Record<string, string> = {
  'mp4a.40.2': 'mp4a.40.2',
  'mp4a.40.5': 'mp4a.40.5',
  'mp4a.40.29': 'mp4a.40.29',
  'mp4a.40.42': 'mp4a.40.42',
  'mp4a.40.34': 'mp4a.40.34',
  'mp4a.67': 'mp4a.67',
  'mp4a.69': 'mp4a.69',
  'mp4a.6b': 'mp4a.6B',
  opus: 'opus',
  flac: 'flac',
  'ac-3': 'ac-3',
  'ec-3': 'ec-3',
  alac: 'alac',
};

/** What browsers decode in files and not in segments. */
const fileCodecs: Record<string, string> = {
  vp8: 'video/webm; codecs="vp8"',
  vp08: 'video/webm; codecs="vp8"',
  vorbis: 'audio/webm; codecs="vorbis"',
  mp3: 'audio/mpeg',
  'mp4a.69': 'audio/mp4; codecs="mp4a.69"',
  'mp4a.6b': 'audio/mp4; codecs="mp4a.6B"',
  'mp4a.40.34': 'audio/mp4; codecs="mp4a.40.34"',
};

/** Safari plays HLS by itself and better than a script could; Chromium says "maybe" and then fails on some of it. */
export function playsHlsItself(): boolean {
  return navigator.vendor.startsWith('Apple');
}

let loudspeakers: number | undefined;

/** How many speakers there are, as far as the system tells the browser. */
function speakers(): number {
  if (loudspeakers === undefined) {
    const context = new AudioContext();
    loudspeakers = Math.max(2, context.destination.maxChannelCount);
    void context.close();
  }
  return loudspeakers;
}

let known: PlaybackWish | undefined;

/** What this browser decodes, asked of the browser itself, and only once: it opens the loudspeakers for that. */
export function capabilities(): PlaybackWish {
  known ??= asked();
  return known;
}

function asked(): PlaybackWish {
  const probe = document.createElement('video');
  const decodes = (type: string) =>
    'MediaSource' in window ? MediaSource.isTypeSupported(type) : probe.canPlayType(type) !== '';
  const names = (table: Record<string, string>, holds: (type: string) => boolean) =>
    Object.keys(table).filter((name) => holds(table[name] ?? ''));
  return {
    containers: names(containers, (type) => probe.canPlayType(type) !== ''),
    videoCodecs: names(videoCodecs, (codec) => decodes(`video/mp4; codecs="${codec}"`)),
    audioCodecs: names(audioCodecs, (codec) => decodes(`audio/mp4; codecs="${codec}"`)),
    audioChannels: speakers(),
    fileCodecs: names(fileCodecs, (type) => probe.canPlayType(type) !== ''),
  };
}
