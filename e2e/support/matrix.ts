import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ffmpeg } from './media';

export const matrixSeconds = 12;

/** Whether Chromium gets the pictures and the sound of the file, or some that are encoded for it. */
export type Way = 'original' | 'transcode';

export interface Film {
  /** Picture and sound as in the tables below, and the container. */
  file: string;
  way: Way;
  /** Played in every run, the others only when they are asked for. */
  usual?: true;
}

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '50'];
const x265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-g', '50'];
const vpx = ['-deadline', 'realtime', '-cpu-used', '8', '-b:v', '500k', '-g', '50'];

const pictures: Record<string, string[]> = {
  h264: [...x264, '-pix_fmt', 'yuv420p'],
  h264of10: [...x264, '-pix_fmt', 'yuv420p10le'],
  h264laced: [...x264, '-pix_fmt', 'yuv420p', '-flags', '+ildct+ilme', '-x264-params', 'tff=1'],
  hevc: [...x265, '-pix_fmt', 'yuv420p'],
  hevcof10: [...x265, '-pix_fmt', 'yuv420p10le'],
  av1: ['-c:v', 'libsvtav1', '-preset', '12', '-g', '50', '-pix_fmt', 'yuv420p'],
  vp8: ['-c:v', 'libvpx', ...vpx],
  vp9: ['-c:v', 'libvpx-vp9', ...vpx, '-pix_fmt', 'yuv420p'],
  mpeg1: ['-c:v', 'mpeg1video', '-b:v', '800k', '-bf', '2'],
  mpeg2: ['-c:v', 'mpeg2video', '-b:v', '800k', '-bf', '2'],
  xvid: ['-c:v', 'mpeg4', '-vtag', 'xvid', '-b:v', '800k', '-bf', '2'],
  asp: ['-c:v', 'mpeg4', '-b:v', '800k', '-bf', '2'],
  wmv: ['-c:v', 'wmv2', '-b:v', '800k'],
  flv1: ['-c:v', 'flv', '-b:v', '800k'],
  theora: ['-c:v', 'libtheora', '-q:v', '5'],
  mjpeg: ['-c:v', 'mjpeg', '-q:v', '6', '-pix_fmt', 'yuvj420p'],
  prores: ['-c:v', 'prores_ks', '-profile:v', '0'],
};

const sounds: Record<string, string[]> = {
  aac: ['-c:a', 'aac'],
  ac3: ['-c:a', 'ac3'],
  surround: ['-c:a', 'ac3', '-ac', '6'],
  eac3: ['-c:a', 'eac3'],
  dts: ['-c:a', 'dca', '-strict', '-2'],
  truehd: ['-c:a', 'truehd', '-strict', '-2'],
  flac: ['-c:a', 'flac', '-strict', '-2'],
  alac: ['-c:a', 'alac'],
  opus: ['-c:a', 'libopus', '-strict', '-2'],
  vorbis: ['-c:a', 'libvorbis'],
  mp2: ['-c:a', 'mp2'],
  mp3: ['-c:a', 'libmp3lame'],
  pcm: ['-c:a', 'pcm_s16le'],
  pcmof24: ['-c:a', 'pcm_s24le'],
  wma: ['-c:a', 'wmav2'],
};

/** Each coding at least once, each container at least once, in the pairs that people have. */
const made: Film[] = [
  { file: 'h264-aac.mp4', way: 'original' },
  { file: 'h264-mp3.mp4', way: 'original' },
  { file: 'h264-flac.mp4', way: 'original' },
  { file: 'h264laced-aac.mkv', way: 'original' },
  { file: 'h264of10-opus.mkv', way: 'original' },
  { file: 'h264-surround.mkv', way: 'transcode', usual: true },
  { file: 'h264-dts.mkv', way: 'transcode' },
  { file: 'h264-truehd.mkv', way: 'transcode' },
  { file: 'h264-pcm.mkv', way: 'transcode' },
  { file: 'h264-alac.mov', way: 'transcode' },
  { file: 'h264-aac.ts', way: 'original' },
  { file: 'h264-aac.flv', way: 'original' },
  { file: 'h264-dts.m2ts', way: 'transcode' },
  { file: 'hevc-ac3.mkv', way: 'transcode', usual: true },
  { file: 'hevc-aac.mp4', way: 'transcode' },
  { file: 'hevcof10-eac3.mp4', way: 'transcode' },
  { file: 'hevc-eac3.ts', way: 'transcode' },
  { file: 'av1-aac.mp4', way: 'original' },
  { file: 'av1-opus.webm', way: 'original' },
  { file: 'av1-flac.mkv', way: 'original' },
  { file: 'vp8-vorbis.webm', way: 'original' },
  { file: 'vp8-mp3.mkv', way: 'transcode' },
  { file: 'vp9-opus.webm', way: 'original' },
  { file: 'vp9-vorbis.mkv', way: 'original' },
  { file: 'mpeg1-mp2.mpg', way: 'transcode' },
  { file: 'mpeg2-ac3.mpg', way: 'transcode' },
  { file: 'mpeg2-mp2.ts', way: 'transcode', usual: true },
  { file: 'mpeg2-pcm.mkv', way: 'transcode' },
  { file: 'xvid-mp3.avi', way: 'transcode', usual: true },
  { file: 'asp-aac.mp4', way: 'transcode' },
  { file: 'mjpeg-pcm.avi', way: 'original' },
  { file: 'mjpeg-pcm.mov', way: 'transcode' },
  { file: 'wmv-wma.wmv', way: 'original' },
  { file: 'flv1-mp3.flv', way: 'transcode' },
  { file: 'theora-vorbis.ogv', way: 'original' },
  { file: 'prores-pcmof24.mov', way: 'transcode' },
];

export function matrix(all: boolean): Film[] {
  return made.filter(({ usual }) => all || usual);
}

/** Makes the files that are not there yet: a picture that changes all the time, and a tone that never stops. */
export function layOutMatrix(folder: string, films: Film[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { file } of films.filter((film) => !existsSync(join(folder, film.file)))) {
    const [codings = '', container = ''] = file.split('.');
    const [picture = '', sound = ''] = codings.split('-');
    const rate = container === 'flv' ? ['-ar', '44100'] : ['-ar', '48000'];
    const channels = sound === 'surround' ? [] : ['-ac', '2'];
    ffmpeg([
      ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${matrixSeconds}`],
      ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${matrixSeconds}`],
      ...(pictures[picture] ?? []),
      ...(sounds[sound] ?? []),
      ...rate,
      ...channels,
      join(folder, file),
    ]);
  }
}
