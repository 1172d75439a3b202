import { accessibilityFaults } from '../support/axe';
import { film } from '../support/places';
import { forgetProgress, play } from '../support/player';
import { at } from '../support/run';
import { expect, test } from '../support/test';
import { expectPlaying, videoState } from '../support/video';

test.afterEach(({ page }) => forgetProgress(page));

test('small pictures and chapters show where a seek would lead', async ({ page }) => {
  await play(page, film);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(at(`/api/v1/media/${id}/pictures`));
        return ((await answer.json()) as { trickplay: unknown }).trickplay;
      },
      { timeout: 40_000 },
    )
    .not.toBeNull();
  await page.reload();
  await expectPlaying(page);
  await page.mouse.move(400, 300);
  const bar = page.getByRole('slider', { name: 'Position' });
  const box = await bar.boundingBox();
  if (!box) throw new Error('The seek bar is not shown.');
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
  const preview = page.locator('.preview');
  await expect(preview).toContainText('The lamp');
  const picture = preview.locator('.picture');
  await expect(picture).toBeVisible();
  const sheet = await picture.evaluate((element) => getComputedStyle(element).backgroundImage.slice(5, -2));
  const answer = await page.request.get(new URL(sheet, page.url()).href);
  expect(answer.ok()).toBe(true);
  expect(answer.headers()['cache-control']).toContain('immutable');
});

test('an intro that a chapter names can be skipped, and the menu says why the film plays as it does', async ({
  page,
}) => {
  await play(page, film);
  await page.getByRole('button', { name: 'Skip the intro' }).click();
  await expect.poll(async () => (await videoState(page)).time).toBeGreaterThan(39);
  await expect(page.getByRole('button', { name: 'Skip the intro' })).toHaveCount(0);
  await page.mouse.move(400, 320);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'How it is played' }).click();
  await expect(page.getByRole('menu')).toContainText('2 sound tracks to choose from');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a smaller picture can be chosen, and the original again', async ({ page }) => {
  await play(page, film);
  const choose = async (name: string | RegExp) => {
    await page.mouse.move(420, 300);
    await page.getByRole('button', { name: 'Settings' }).click();
    if ((await page.getByRole('menuitemradio').count()) === 0)
      await page.getByRole('menuitem', { name: /^Quality/ }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await page.keyboard.press('Escape');
  };
  await choose('240p');
  await expect.poll(async () => (await videoState(page)).width, { timeout: 20_000 }).toBe(426);
  await expectPlaying(page);
  await choose('Original (360p)');
  await expect.poll(async () => (await videoState(page)).width, { timeout: 20_000 }).toBe(640);
  await expectPlaying(page);
  await page.mouse.move(400, 320);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitem', { name: 'Quality', exact: true }).click();
  await page.getByRole('menuitem', { name: 'How it is played' }).click();
  await expect(page.getByRole('menu')).toContainText('Picture: repackaged.');
  await page.keyboard.press('Escape');
});

test('a server that is busy, or prepares a file, is waited for, and said so', async ({ page, watch }) => {
  // The browser notes an answer of 503 in its console.
  watch.allowLostConnection();
  const busy = [{ detail: 'Busy.' }, { detail: 'Not yet.', percent: 42 }];
  await page.route('**/playback', async (route) => {
    const problem = busy.shift();
    if (!problem) return route.fallback();
    return route.fulfill({
      status: 503,
      headers: { 'retry-after': '2', 'content-type': 'application/problem+json' },
      body: JSON.stringify({ status: 503, ...problem }),
    });
  });
  await page.goto(at(`/search?query=${encodeURIComponent(film)}`));
  await page.getByRole('link', { name: film }).first().click();
  await page.getByRole('link', { name: /^(Play|Resume at .*)$/ }).click();
  await expect(page.getByText('The server is busy. Trying again in 2 s.')).toBeVisible();
  await expect(page.getByText('The server prepares this file for playing: 42 %.')).toBeVisible();
  await expectPlaying(page);
});
