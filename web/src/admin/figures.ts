import { bitrate, bytes, count, decimal, percent } from '../format';
import type { Line, Unit } from './admin-api';

/** 3.2 ms, 1.4 s: as few digits as say something. */
export function milliseconds(value: number): string {
  if (value >= 1000) return `${decimal(value / 1000)}\u00a0s`;
  if (value >= 10) return `${count(value)}\u00a0ms`;
  return `${decimal(value)}\u00a0ms`;
}

/** 12 µs, 3.2 ms: for what is over before a person could notice. */
export const nanoseconds = (value: number) =>
  value < 100_000 ? `${decimal(value / 1000)}\u00a0µs` : milliseconds(value / 1e6);

/** A figure in its unit, for a person. */
export function figure(value: number, unit: Unit): string {
  switch (unit) {
    case 'bytes':
      return bytes(value);
    case 'bytesPerSecond':
      return bitrate(value * 8);
    case 'seconds':
      return milliseconds(value * 1000);
    case 'share':
      return percent(value);
    case 'perSecond':
      return `${value >= 10 ? count(value) : decimal(value)}/s`;
    case 'count':
      return count(value);
  }
}

const minuteMs = 60_000;

/** The mean of what was measured in the last minute; where points are further apart, the last of them. */
export function lately(line: Line): number {
  const end = line.at.at(-1) ?? 0;
  const means = line.mean.filter((_, i) => (line.at[i] ?? 0) > end - minuteMs);
  return means.reduce((sum, each) => sum + each, 0) / Math.max(1, means.length);
}

const primitives: Record<string, string> = {
  B: 'byte',
  C: 'char',
  D: 'double',
  F: 'float',
  I: 'int',
  J: 'long',
  S: 'short',
  Z: 'boolean',
};

/** A class as its source calls it: `byte[]` for what the virtual machine names `[B` (JVMS section 4.3.2). */
export function className(name: string): string {
  const dimensions = name.match(/^\[*/)?.[0].length ?? 0;
  if (dimensions === 0) return name;
  const element = name.slice(dimensions);
  const plain = primitives[element] ?? element.replace(/^L(.*);$/, '$1');
  return plain + '[]'.repeat(dimensions);
}

/** Round steps from 0 to just over the highest value. */
export function ticks(most: number, unit: Unit): number[] {
  // Said in bits, so the steps have to be round in bits.
  if (unit === 'bytesPerSecond') return ticks(most * 8, 'bytes').map((bits) => bits / 8);
  const top = most > 0 ? most : 1;
  const rough = Math.max(top / 4, unit === 'count' ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  // A quarter has a digit more than is said of what is counted.
  const quarter = power < 10 && (unit === 'count' || unit === 'perSecond') ? [] : [2.5];
  const step = [1, 2, ...quarter, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const last = unit === 'share' && top <= 1 ? 1 : Math.ceil(top / step) * step;
  const all: number[] = [];
  for (let tick = 0; tick <= last + step / 1000; tick += step) all.push(tick);
  return all;
}
