import { describe, expect, it } from 'vitest';
import { bitrate, bytes, clock, duration, language, remainingSeconds, resolution } from './format';

describe('format', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999_500, '1 MB'],
    [1_450_000, '1.5 MB'],
    [23_400_000_000, '23 GB'],
  ])('%d bytes are %s', (value, words) => expect(bytes(value)).toBe(words));

  it.each([
    [0, '0:00'],
    [61.9, '1:01'],
    [3_729, '1:02:09'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ])('%d s on a clock are %s', (seconds, words) => expect(clock(seconds)).toBe(words));

  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [3_570, '1 h'],
    [7_440, '2 h 4 min'],
  ])('%d s said are %s', (seconds, words) => expect(duration(seconds)).toBe(words));

  it.each([
    [1920, 1080, '1080p'],
    [1920, 800, '1080p'],
    [1080, 1920, '4K'],
    [3840, 2160, '4K'],
    [320, 180, '320 × 180'],
  ])('%d × %d is %s', (width, height, words) => expect(resolution(width, height)).toBe(words));

  it('names languages by any of their codes, and nothing where none is given', () => {
    expect(language('deu')).toBe('German');
    expect(language('en')).toBe('English');
    expect(language('und')).toBeUndefined();
    expect(language('not a tag')).toBe('not a tag');
  });

  it('says rates in bits', () => {
    expect(bitrate(4_230_000)).toBe('4.2 Mbit/s');
    expect(bitrate(128_000)).toBe('128 kbit/s');
  });

  it('tells what is left only once it can', () => {
    expect(remainingSeconds(0, 1_000, 10, 100)).toBeUndefined();
    expect(remainingSeconds(0, 10_000, 25, 100)).toBe(30);
    expect(remainingSeconds(0, 10_000, 0, 100)).toBeUndefined();
    expect(remainingSeconds(0, 10_000, 100, 100)).toBeUndefined();
  });
});
