import { film, films } from '../support/places';
import { at } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { videoState } from '../support/video';

/** Enough for a 95th percentile that is not the worst of all. */
const rounds = 25;

interface Marks {
  clicked: number;
  shown: number;
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

async function firstPicture(page: Page): Promise<number> {
  await page.goto(at('/'));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: films }).click();
  await page.getByRole('list', { name: films }).getByRole('link', { name: film }).first().click();
  await page
    .getByRole('link', { name: /^(Play|Resume|Start over)/ })
    .first()
    .click();
  const marks = () => page.evaluate(() => (window as unknown as { marks: Marks }).marks);
  await expect.poll(async () => (await marks()).shown, { intervals: [20] }).toBeGreaterThan(0);
  const { clicked, shown } = await marks();
  return shown - clicked;
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
  const first: number[] = [];
  const seeks: number[] = [];
  for (let round = 0; round < rounds; round++) {
    first.push(await firstPicture(page));
    const { duration, time } = await videoState(page);
    const took = await seek(page, time < duration / 2 ? duration - 12 - (round % 8) : 5 + (round % 8));
    if (took !== null) seeks.push(took);
  }
  report('first picture after the click', first);
  report('picture after a seek to a point that was not loaded', seeks);
  expect(seeks.length).toBeGreaterThan(rounds / 2);
});
