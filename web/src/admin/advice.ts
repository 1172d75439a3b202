import { bitrate, count, percent } from '../format';
import type { Capacity } from './admin-api';
import { w } from './words';

/** From here on, as a share of what there is, something should be done; the server gives its advice from the same share on. */
export const high = 0.8;

type ResourceUse = Capacity['resources'][number];

export const nameOf = ({ name, sentence }: { name: string; sentence: string }) =>
  w.served.series[name] ?? sentence;

/** How full the fullest is, which stands first. */
export function headline({ resources: [first] }: Capacity): string {
  if (!first) return w.capacity.nothing;
  const say = first.used < high ? w.capacity.room : w.capacity.limited;
  return say(nameOf(first), percent(first.used));
}

/** What this machine carries. */
export function carries({ carries: found, resources }: Capacity): string {
  if (found.viewers === null || found.bitsPerSecond === null) return w.capacity.notMeasured;
  const limit = resources.find((each) => each.name === found.firstLimit);
  return w.capacity.carries(
    found.viewers,
    count(found.viewers),
    bitrate(found.bitsPerSecond / Math.max(1, found.viewers)),
    found.transcodes,
    limit && nameOf(limit),
  );
}

/** What is to be done and why; of a kind that the page does not know, in the words of the server. */
export function recommended(
  { resource, kind, sentence }: Capacity['recommendations'][number],
  { resources }: Capacity,
): string {
  const of = resources.find((each) => each.name === resource);
  if (!of) return sentence;
  switch (kind) {
    case 'fills':
      return of.fullFromSeconds === null ? sentence : fills(of, of.fullFromSeconds);
    case 'high':
      return `${w.capacity.high(nameOf(of), percent(of.used))} ${w.capacity.remedies[resource] ?? w.capacity.remedy}`;
    case 'idle':
      return w.capacity.idle(percent(of.peak));
    default:
      return sentence;
  }
}

function fills(of: ResourceUse, fromSeconds: number): string {
  const until = of.fullUntilSeconds === null ? undefined : span(of.fullUntilSeconds);
  return w.capacity.fills(nameOf(of), span(fromSeconds), until);
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** 19 days, as exact as somebody needs it who has to do something until then. */
function span(seconds: number): string {
  const [unit, say] =
    seconds >= 2 * day
      ? [day, w.capacity.days]
      : seconds >= 2 * hour
        ? [hour, w.capacity.hours]
        : [minute, w.capacity.minutes];
  const value = Math.round(seconds / unit);
  return say(value, count(value));
}
