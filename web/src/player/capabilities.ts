import type { PlaybackWish } from '../api/types';

const containers: Record<string, string> = {
  mp4: 'video/mp4; codecs="avc1.640028"',
  quicktime: 'video/quicktime',
  matroska: 'video/x-matroska',
  webm: 'video/webm; codecs="vp09.00.41.08"',
};

const videoCodecs: Record<string, string> = {
  avc1: 'avc1.640028',
  hvc1: 'hvc1.1.6.L120.90',
  av01: 'av01.0.08M.08',
  vp09: 'vp09.00.41.08',
};

const audioCodecs: Record<string, string> = {
  mp4a: 'mp4a.40.2',
  opus: 'opus',
  flac: 'flac',
  'ac-3': 'ac-3',
  'ec-3': 'ec-3',
  alac: 'alac',
};

/** Safari plays HLS by itself and better than a script could; Chromium says "maybe" and then fails on some of it. */
export function playsHlsItself(): boolean {
  return navigator.vendor.startsWith('Apple');
}

/** What this browser decodes, asked of the browser itself. */
export function capabilities(): PlaybackWish {
  const probe = document.createElement('video');
  const decodes = (type: string) =>
    'MediaSource' in window ? MediaSource.isTypeSupported(type) : probe.canPlayType(type) !== '';
  const names = (table: Record<string, string>, holds: (type: string) => boolean) =>
    Object.keys(table).filter((name) => holds(table[name] ?? ''));
  return {
    containers: names(containers, (type) => probe.canPlayType(type) !== ''),
    videoCodecs: names(videoCodecs, (codec) => decodes(`video/mp4; codecs="${codec}"`)),
    audioCodecs: names(audioCodecs, (codec) => decodes(`audio/mp4; codecs="${codec}"`)),
  };
}
