import { expect, it } from 'vitest';
import type { Capacity } from './admin-api';
import { carries, headline, recommended } from './advice';

const day = 86_400;

function resource(name: string, used: number, more: Partial<Capacity['resources'][number]> = {}) {
  const sentence = `the ${name} of the machine`;
  const ends = { fullFromSeconds: null, fullUntilSeconds: null };
  return {
    name,
    unit: 'share' as const,
    sentence,
    value: used,
    limit: 1,
    used,
    peak: used,
    ...ends,
    ...more,
  };
}

function capacity(...resources: Capacity['resources']): Capacity {
  const found = { viewers: null, bitsPerSecond: null, transcodes: 0, firstLimit: null, measuredAt: null };
  return { carries: found, resources, recommendations: [] };
}

const advice = (resource: string, kind: string) =>
  ({
    resource,
    kind,
    severity: 'warning',
    sentence: 'As the server says.',
  }) as Capacity['recommendations'][number];

it('says how full the fullest is', () => {
  expect(headline(capacity())).toBe('Nothing has been measured yet.');
  expect(headline(capacity(resource('cpu', 0.79)))).toBe(
    'There is room. The fullest is the cpu of the machine at 79\u00a0%.',
  );
  expect(headline(capacity(resource('cpu', 0.8)))).toBe(
    'At the limit: the cpu of the machine, 80\u00a0% in use.',
  );
});

it('says what a search found to be carried', () => {
  const page = capacity(resource('cpu', 0.5));
  expect(carries(page)).toBe('How many viewers this machine carries has not been measured yet.');
  const found = { viewers: 1_200, bitsPerSecond: 6e9, transcodes: 2, firstLimit: 'cpu', measuredAt: null };
  expect(carries({ ...page, carries: found })).toBe(
    'This machine carries 1,200 viewers of the originals at 5 Mbit/s each, and 2 transcodes at once; first limit: the cpu of the machine.',
  );
  expect(carries({ ...page, carries: { ...found, viewers: 1, transcodes: 0, firstLimit: null } })).toMatch(
    /1 viewer of .* no transcode, since there is no ffmpeg, at once\.$/,
  );
});

it('says when something is full as an interval', () => {
  const page = capacity(
    resource('disk', 0.9, { fullFromSeconds: 11 * day, fullUntilSeconds: 19 * day }),
    resource('heap', 0.9, { fullFromSeconds: 3_600 }),
  );
  expect(recommended(advice('disk', 'fills'), page)).toBe(
    'The disk of the machine will be full in 11 days to 19 days if it goes on as now.',
  );
  expect(recommended(advice('heap', 'fills'), page)).toMatch(/in 60 minutes at the earliest/);
});

it('says what to do, and what it does not know in the words of the server', () => {
  const page = capacity(resource('cpu', 0.9, { peak: 0.2 }), resource('new', 0.9));
  expect(recommended(advice('cpu', 'high'), page)).toMatch(
    /^The cpu of the machine: 90\u00a0% in use\. Lower /,
  );
  expect(recommended(advice('new', 'high'), page)).toMatch(/Give it more room\.$/);
  expect(recommended(advice('cpu', 'idle'), page)).toMatch(/never busier than 20\u00a0%/);
  expect(recommended(advice('cpu', 'other'), page)).toBe('As the server says.');
  expect(recommended(advice('gone', 'high'), page)).toBe('As the server says.');
});
