/** Makes subtitles as Blu-ray discs have them; ffmpeg has no encoder for them. */

const palette = 0x14;
const bitmap = 0x15;
const composition = 0x16;
const windows = 0x17;
const end = 0x80;

const epochStart = 0x80;
const ticksPerSecond = 90_000;

export interface Box {
  from: number;
  until: number;
}

/** A white box over the lowest third of the picture, at each of those times, in seconds. */
export function boxes(width: number, height: number, times: Box[]): Buffer {
  const tall = Math.floor(height / 3);
  const top = height - tall;
  // Else whoever reads the file takes the first box for its beginning.
  const parts = [cleared(0, width, height)];
  for (const { from, until } of times) {
    const place = Buffer.alloc(8);
    place.writeUInt16BE(top, 6);
    const area = Buffer.from([1, 0, ...u16(0), ...u16(top), ...u16(width), ...u16(tall)]);
    parts.push(
      segment(from, composition, Buffer.concat([screen(width, height, 1), place])),
      segment(from, windows, area),
      segment(from, palette, Buffer.from([0, 0, 1, 235, 128, 128, 255])),
      segment(from, bitmap, picture(width, tall)),
      segment(from, end, Buffer.alloc(0)),
      cleared(until, width, height),
    );
  }
  return Buffer.concat(parts);
}

function cleared(second: number, width: number, height: number): Buffer {
  return Buffer.concat([
    segment(second, composition, screen(width, height, 0)),
    segment(second, end, Buffer.alloc(0)),
  ]);
}

function segment(second: number, type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.write('PG', 'ascii');
  head.writeUInt32BE(second * ticksPerSecond, 2);
  head.writeUInt8(type, 10);
  head.writeUInt16BE(body.length, 11);
  return Buffer.concat([head, body]);
}

function screen(width: number, height: number, bitmaps: number): Buffer {
  const state = bitmaps > 0 ? epochStart : 0;
  return Buffer.from([...u16(width), ...u16(height), 0x10, ...u16(0), state, 0, 0, bitmaps]);
}

/** Each line is one run of colour 1. */
function picture(width: number, height: number): Buffer {
  const line = [0, 0xc0 | (width >> 8), width & 0xff, 1, 0, 0];
  const lines = Buffer.from(Array.from({ length: height }, () => line).flat());
  const size = lines.length + 4;
  const head = [0, 0, 0, 0xc0, size >> 16, ...u16(size & 0xffff), ...u16(width), ...u16(height)];
  return Buffer.concat([Buffer.from(head), lines]);
}

function u16(value: number): number[] {
  return [value >> 8, value & 0xff];
}
