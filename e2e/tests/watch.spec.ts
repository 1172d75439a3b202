import type { Browser } from '@playwright/test';
import { accessibilityFaults } from '../support/axe';
import { film, films, keptSession } from '../support/places';
import { at } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { expectNoHoles, expectPlaying, videoState } from '../support/video';

async function openFilm(page: Page, title: string): Promise<void> {
  await page.goto(at('/'));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: films }).click();
  await page.getByRole('list', { name: films }).getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

async function seekTo(page: Page, seconds: number): Promise<void> {
  const { duration } = await videoState(page);
  const bar = page.getByRole('slider', { name: 'Position' });
  await page.mouse.move(400, 300);
  const box = await bar.boundingBox();
  if (!box) throw new Error('The seek bar is not shown.');
  await page.mouse.click(box.x + (box.width * seconds) / duration, box.y + box.height / 2);
  await expect.poll(async () => Math.abs((await videoState(page)).time - seconds)).toBeLessThan(4);
}

/** Takes back what other tests have seen of the film in the address. */
async function forgetProgress(page: Page): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.request.delete(at(`/api/v1/media/${id}/progress`), { headers: { origin: at('') } });
  await page.reload();
}

/** Where the server thinks the viewer of the film in the address is. */
async function keptPosition(page: Page): Promise<number> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await page.request.get(at(`/api/v1/media/${id}`));
  return ((await answer.json()) as { watch: { positionSeconds: number } | null }).watch?.positionSeconds ?? 0;
}

test('a film is found, opened, played, sought through, left, and gone on with', async ({ page }) => {
  await openFilm(page, film);
  await forgetProgress(page);
  await test.step('the page of the film tells what is in it', async () => {
    await expect(page.getByText('H.264', { exact: false }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'The lamp' })).toBeVisible();
  });

  await page.getByRole('link', { name: 'Play', exact: true }).click();
  await expectPlaying(page);
  await expectNoHoles(page);

  for (const seconds of [60, 20, 100, 45, 80]) {
    await test.step(`seek to ${seconds} s`, async () => {
      await seekTo(page, seconds);
      await expectPlaying(page);
      await expectNoHoles(page);
    });
  }

  const before = (await videoState(page)).time;
  await page.keyboard.press('k');
  await expect.poll(async () => (await videoState(page)).paused).toBe(true);
  await expect
    .poll(async () => Math.abs((await keptPosition(page)) - (await videoState(page)).time))
    .toBeLessThan(1);

  await test.step('after a reload it goes on where it was', async () => {
    await page.reload();
    await expect(page.locator('video')).toBeAttached();
    await expect
      .poll(async () => (await videoState(page)).time, { timeout: 20_000 })
      .toBeGreaterThan(before - 2);
    expect((await videoState(page)).time).toBeLessThan(before + 15);
    await expectPlaying(page);
  });

  await test.step('Back leads to the film, which offers to resume; home knows it, too', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: /^Resume at 1:/ })).toBeVisible();
    await page.goto(at('/'));
    const row = page.getByRole('region', { name: 'Continue watching' });
    await expect(row.getByRole('link', { name: film })).toBeVisible();
  });
});

test('the other sound and the subtitles can be chosen', async ({ page }) => {
  await openFilm(page, film);
  await page.getByRole('link', { name: /^(Play|Resume at .*)$/ }).click();
  await expectPlaying(page);
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: /Audio/ }).click();
  await page.getByRole('menuitemradio', { name: /German/ }).click();
  await expect(page.getByRole('menuitemradio', { name: /German/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await expectPlaying(page);
  await page.keyboard.press('c');
  await expect
    .poll(() =>
      page.evaluate(() => {
        const showing = [...(document.querySelector('video')?.textTracks ?? [])].find(
          ({ mode }) => mode === 'showing',
        );
        return showing?.cues?.length ?? 0;
      }),
    )
    .toBeGreaterThan(3);
  await page.keyboard.press('c');
});

test('a file that the browser reads itself plays directly and the keys work', async ({ page }) => {
  await openFilm(page, 'Paper Moon over Delta');
  await page.getByRole('link', { name: 'Play', exact: true }).click();
  await expectPlaying(page);
  const key = async (name: string) => page.keyboard.press(name);
  const state = () => videoState(page);

  await key(' ');
  await expect.poll(async () => (await state()).paused).toBe(true);
  await key('5');
  await expect
    .poll(async () => Math.abs((await state()).time - (await state()).duration / 2))
    .toBeLessThan(0.5);
  const middle = (await state()).time;
  await key('l');
  await expect.poll(async () => (await state()).time - middle).toBeCloseTo(10, 0);
  await key('j');
  await expect.poll(async () => Math.abs((await state()).time - middle)).toBeLessThan(0.5);
  await key('ArrowRight');
  await expect.poll(async () => (await state()).time - middle).toBeCloseTo(5, 0);
  await key('m');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.muted)).toBe(true);
  await key('m');
  await key('>');
  await expect.poll(() => page.evaluate(() => document.querySelector('video')?.playbackRate)).toBe(1.25);
  await key('<');
  await key('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await key('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await key('s');
  await expect(page.getByRole('region', { name: 'Playback figures' })).toContainText('The file as it is');
  await key('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await key('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an item is marked as watched, and the mark is taken back', async ({ page }) => {
  await openFilm(page, 'Quartz');
  await page.getByRole('button', { name: 'Mark as watched' }).click();
  await expect(page.getByRole('list').getByText('Watched', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Mark as watched' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Mark as watched' })).toBeVisible();
});

/** Another film, in the hand. */
async function playOnPhone(browser: Browser): Promise<Page> {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
    storageState: keptSession,
  });
  const page = await phone.newPage();
  await page.goto(at('/search?query=Monsoon'));
  await page.getByRole('link', { name: 'Monsoon Season' }).first().tap();
  await page
    .getByRole('link', { name: /^(Play|Resume at .*)$/ })
    .first()
    .tap();
  await expectPlaying(page);
  return page;
}

test('a large button in the middle of the picture plays and pauses on a phone', async ({
  browser,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'Firefox does not stand in for a phone.');
  const page = await playOnPhone(browser);
  // Before the smaller one, which is at the foot.
  const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
  const paused = async () => (await videoState(page)).paused;
  await page.touchscreen.tap(195, 180);
  await expect(page.locator('.controls.shown')).toBeVisible();
  const box = await button('Pause').boundingBox();
  if (!box) throw new Error('There is no large button.');
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(64);
  expect(box.x + box.width / 2).toBeCloseTo(195, 0);
  expect(box.y + box.height / 2).toBeCloseTo(390, 0);
  expect(box.x, 'beside the double tap to the left').toBeGreaterThan(390 * 0.34);
  expect(box.x + box.width, 'beside the double tap to the right').toBeLessThan(390 * 0.66);
  await button('Pause').tap();
  await expect.poll(paused).toBe(true);
  await expect(button('Play')).toBeInViewport();
  await expect.poll(() => button('Play').boundingBox(), 'once it is let go').toEqual(box);
  expect(await accessibilityFaults(page)).toEqual([]);
  await button('Play').tap();
  await expect.poll(paused).toBe(false);
  await expect(page.locator('.controls.shown'), 'it leaves with the others').toHaveCount(0);
  await page.context().close();
});

test('a double tap on a phone leaps ten seconds', async ({ browser, browserName }) => {
  test.skip(browserName === 'firefox', 'Firefox does not stand in for a phone.');
  const page = await playOnPhone(browser);
  await page.evaluate(() => document.querySelector('video')?.pause());
  const before = (await videoState(page)).time;
  await page.touchscreen.tap(350, 300);
  await page.touchscreen.tap(350, 300);
  await expect.poll(async () => (await videoState(page)).time - before).toBeCloseTo(10, 0);
  await page.context().close();
});
