import { m } from './messages';
import { pageLocale as locale } from './session/language';

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const monthOfYear = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' });
const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });

export const count = (value: number) => whole.format(value);
export const decimal = (value: number) => oneDigit.format(value);
/** 42 %, in every language as the server writes it in its sentences. */
export const percent = (share: number) => `${whole.format(share * 100)}\u00a0%`;
export const date = (iso: string) => day.format(new Date(iso));
export const moment = (iso: string) => dayAndTime.format(new Date(iso));

const hourMs = 3_600_000;

/** An instant on an axis, as exact as the span of it asks for. */
export function instant(epochMs: number, spanMs: number): string {
  const format = spanMs <= 24 * hourMs ? timeOfDay : spanMs <= 60 * 24 * hourMs ? dayOfYear : monthOfYear;
  return format.format(new Date(epochMs));
}

/** 1.4 GB; powers of 1000, as disks are sold. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${scaled < 10 && unit > 0 ? decimal(scaled) : count(scaled)} ${units[unit]}`;
}

/** 4.2 Mbit/s */
export function bitrate(bitsPerSecond: number): string {
  return bitsPerSecond >= 1e6
    ? `${decimal(bitsPerSecond / 1e6)} Mbit/s`
    : `${count(bitsPerSecond / 1e3)} kbit/s`;
}

/** 1:02:09, as a player shows it. */
export function clock(seconds: number): string {
  const total = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** 2 h 4 min, as a person says it. */
export function duration(seconds: number): string {
  if (seconds < 60) return m.duration.seconds(count(Math.max(1, Math.round(seconds))));
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return m.duration.minutes(count(minutes));
  const hours = count(Math.floor(minutes / 60));
  return minutes % 60 === 0 ? m.duration.hours(hours) : m.duration.hoursMinutes(hours, count(minutes % 60));
}

/** The name of a language in the viewer's own, or nothing where it is not known. */
export function language(tag: string): string | undefined {
  if (tag === '' || tag === 'und' || tag === 'mul' || tag === 'zxx') return undefined;
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** 4K, 1080p…: the names people use for sizes of pictures. */
export function resolution(width: number, height: number): string {
  const longer = Math.max(width, height * (16 / 9));
  const names: [number, string][] = [
    [7000, '8K'],
    [3400, '4K'],
    [2400, '1440p'],
    [1800, '1080p'],
    [1200, '720p'],
    [1000, '576p'],
    [800, '480p'],
  ];
  return names.find(([least]) => longer >= least)?.[1] ?? `${width} × ${height}`;
}

/** What is left of a work, from its start and how much of it is done; nothing while it is too early to tell. */
export function remainingSeconds(
  startedAtMs: number,
  nowMs: number,
  done: number,
  total: number,
): number | undefined {
  const elapsed = (nowMs - startedAtMs) / 1000;
  if (done <= 0 || total <= done || elapsed < 2) return undefined;
  return (elapsed / done) * (total - done);
}
