import { openFilm, pressPlay } from '../support/play';
import { at } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { videoState } from '../support/video';

/** Enough for a 95th percentile that is not the worst of all. */
const rounds = 25;

/** A viewer sees a page before they press anything in it. */
const lookMs = 1_000;

/** What the player asks for on its way to the first picture, in that order. */
const steps: Record<string, RegExp> = {
  'how to play it': /\/playback$/,
  'the streams': /master\.m3u8/,
  'the segments': /media\.m3u8/,
  'the beginnings': /init\.mp4/,
  'the first segments': /seg_\d+\.m4s/,
};

interface Marks {
  clicked: number;
  shown: number;
}

/** Milliseconds after the click. */
interface Wait {
  picture: number;
  /** When the last answer of each step had come. */
  answered: Record<string, number>;
}

/** Notes when something is clicked, and when the first picture after it is shown. */
function mark(): void {
  const marks: Marks = { clicked: 0, shown: 0 };
  Object.assign(window, { marks });
  addEventListener('click', () => Object.assign(marks, { clicked: performance.now(), shown: 0 }), true);
  new MutationObserver(() => {
    const video = document.querySelector('video');
    if (!video || video.dataset.marked) return;
    video.dataset.marked = 'yes';
    video.requestVideoFrameCallback(() => {
      marks.shown = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
}

async function firstPicture(page: Page, lookMs: number): Promise<Wait> {
  await page.goto(at('/'));
  await openFilm(page);
  await page.waitForTimeout(lookMs);
  await pressPlay(page);
  const marks = () => page.evaluate(() => (window as unknown as { marks: Marks }).marks);
  await expect.poll(async () => (await marks()).shown, { intervals: [20] }).toBeGreaterThan(0);
  const { clicked, shown } = await marks();
  const answers = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name, startTime, duration }) => ({
      name,
      end: startTime + duration,
    })),
  );
  const answered: Record<string, number> = {};
  for (const [step, address] of Object.entries(steps)) {
    const ends = answers
      .filter(({ name, end }) => address.test(name) && end > clicked && end < shown)
      .map(({ end }) => end - clicked);
    if (ends.length > 0) answered[step] = Math.max(...ends);
  }
  return { picture: shown - clicked, answered };
}

/** Milliseconds until a picture from there is shown; null where it was loaded already. */
function seek(page: Page, seconds: number): Promise<number | null> {
  return page.evaluate(
    (target) =>
      new Promise<number | null>((resolve) => {
        const video = document.querySelector('video');
        if (!video) throw new Error('There is no video in the page.');
        for (let i = 0; i < video.buffered.length; i++) {
          if (video.buffered.start(i) <= target && target < video.buffered.end(i)) return resolve(null);
        }
        const start = performance.now();
        const next = () =>
          video.requestVideoFrameCallback((now, { mediaTime }) =>
            Math.abs(mediaTime - target) < 1.5 ? resolve(now - start) : next(),
          );
        next();
        video.currentTime = target;
      }),
    seconds,
  );
}

/** The middle of all waits, and where each of the slowest was when. */
function reportSteps(all: Wait[]): void {
  const line = ({ picture, answered }: Wait) =>
    [...Object.entries(answered), ['the picture', picture] as const]
      .map(([step, ms]) => `${step} ${Math.round(ms)}`)
      .join(', ');
  const sorted = all.toSorted((a, b) => a.picture - b.picture);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle) console.log(`the middle one, in ms after the click: ${line(middle)}`);
  for (const slow of sorted.slice(-4)) {
    console.log(`number ${all.indexOf(slow) + 1}, one of the slowest: ${line(slow)}`);
  }
}

function reportFirst(what: string, all: Wait[]): void {
  report(
    what,
    all.map(({ picture }) => picture),
  );
  reportSteps(all);
}

function report(what: string, all: number[]): void {
  const sorted = all.toSorted((a, b) => a - b);
  const percentile = (p: number) => Math.round(sorted[Math.ceil(p * sorted.length) - 1] ?? 0);
  console.log(
    `${what}: ${sorted.length} times, median ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms, most ${percentile(1)} ms`,
  );
}

test('how long a viewer waits for the first picture and after a seek', async ({ page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(mark);
  const atOnce: Wait[] = [];
  const afterLooking: Wait[] = [];
  const seeks: number[] = [];
  for (let round = 0; round < rounds; round++) {
    atOnce.push(await firstPicture(page, 0));
    afterLooking.push(await firstPicture(page, lookMs));
    const { duration, time } = await videoState(page);
    const took = await seek(page, time < duration / 2 ? duration - 12 - (round % 8) : 5 + (round % 8));
    if (took !== null) seeks.push(took);
  }
  reportFirst('first picture after a click in the moment in which the page of the film appears', atOnce);
  reportFirst('first picture after a click a second later', afterLooking);
  report('picture after a seek to a point that was not loaded', seeks);
  expect(seeks.length).toBeGreaterThan(rounds / 2);
});
