import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessibilityFaults } from '../support/axe';
import { ffmpeg } from '../support/media';
import { thisRun } from '../support/run';
import { shoot } from '../support/sheet';
import { expect, type Page, test } from '../support/test';
import { expectPlaying } from '../support/video';

const series = 'Lantern Bay';

test.describe.configure({ mode: 'serial' });

/** Two seasons, an extra and a note, as a person has them. */
function layOutSeries(): string {
  const { loose } = thisRun().media;
  const folder = join(dirname(loose), 'series');
  const home = join(folder, `${series} (2011)`);
  const put = (path: string) => {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(loose, 'Holiday 2019.mp4'), file);
    writeFileSync(file, `${path}`, { flag: 'a' });
  };
  put(`Season 01/${series} - S01E01 - The Lamp.mp4`);
  put(`Season 01/${series} - S01E02 - Storm.mp4`);
  put(`Season 02/${series} - S02E01 - Return.mp4`);
  put('Season 02/Interviews/The keeper.mp4');
  writeFileSync(
    join(home, 'tvshow.nfo'),
    `<tvshow><title>${series}</title><plot>A lamp must not go out.</plot><genre>Drama</genre>` +
      '<actor><name>Ada Brandt</name><role>The keeper</role></actor></tvshow>',
  );
  return folder;
}

async function openSeries(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shows' }).click();
  await page.getByRole('list', { name: 'Shows' }).getByRole('link', { name: series }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(series);
}

test('a folder of episodes becomes a series with seasons', async ({ page, go }) => {
  const folder = layOutSeries();
  await go('/settings/libraries');
  await page.getByRole('button', { name: 'Add a library' }).click();
  await page.getByLabel('Folder on the server').fill(folder);
  await page.getByLabel('Name', { exact: true }).fill('Shows');
  await page.getByRole('radio', { name: 'Series' }).check();
  await page.getByRole('button', { name: 'Add and scan' }).click();
  await expect(page.getByText('Shows was added')).toBeVisible();
  await go('/settings/libraries');
  const shows = page.getByRole('listitem').filter({ hasText: folder });
  await expect(shows.getByText('What changes in the folder is found within seconds.')).toBeVisible();
  await shoot(page, 'settings libraries watched');
  await go('/');
  await openSeries(page);
  await expect(page.getByText('2 seasons')).toBeVisible();
  await expect(page.getByText('A lamp must not go out.')).toBeVisible();
  await expect(page.getByText('Ada Brandt')).toBeVisible();
  await expect(page.getByRole('link', { name: /Storm/ })).toBeVisible();
  await expect(page.getByText('The keeper', { exact: true })).toBeVisible();
  await shoot(page, 'series');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Season 2' }).check();
  await expect(page.getByRole('link', { name: /Return/ })).toBeVisible();
  await expect(page).toHaveURL(/season=2/);
});

test('what was watched moves the series on', async ({ page, go }) => {
  await go('/');
  await openSeries(page);
  await expect(page.getByRole('link', { name: 'Play S1 E1' })).toBeVisible();
  await page.getByRole('link', { name: /The Lamp/ }).click();
  await expect(page.getByRole('link', { name: series })).toBeVisible();
  await page.getByRole('button', { name: 'Mark as watched' }).click();
  await expect(page.getByRole('button', { name: 'Mark as not watched' })).toBeVisible();
  await page.getByRole('link', { name: series }).click();
  await expect(page.getByText('1 of 2 watched')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Play S1 E2' })).toBeVisible();
  await go('/');
  await expect(page.getByRole('region', { name: 'Next up' })).toContainText(series);
});

test('a search forgives typing errors', async ({ page, go }) => {
  await go('/search');
  await page.getByRole('searchbox').fill('lantrn');
  await expect(page.getByRole('link', { name: series }).first()).toBeVisible();
});

test('a correction stays, whatever a scan finds', async ({ page, go }) => {
  await go('/search?query=storm');
  await page
    .getByRole('link', { name: /Lantern Bay/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Correct' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('The Great Storm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Great Storm');
  const item = page.url();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shows' }).click();
  await page.getByRole('button', { name: 'Scan now' }).click();
  await expect(page.getByRole('button', { name: 'Scan now' })).toBeEnabled();
  await page.goto(item);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Great Storm');
  await page.getByRole('button', { name: 'Favourite' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
});

test('a scan that ends before the answer to who began it is over', async ({ page, go }) => {
  await go('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shows' }).click();
  const scanNow = page.getByRole('button', { name: 'Scan now' });
  await expect(scanNow).toBeEnabled();
  await page.route('**/scan', async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(1_000);
    await route.fulfill({ response });
  });
  const answered = page.waitForResponse('**/scan');
  await scanNow.click();
  await answered;
  await page.waitForTimeout(200);
  await expect(scanNow).toBeEnabled();
});

test('a playlist keeps the order that its maker gives it', async ({ page, go }) => {
  await go('/search?query=lamp');
  await page
    .getByRole('link', { name: /Lantern Bay/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The Lamp');
  await page.getByRole('button', { name: 'Add to…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New playlist').fill('Evening');
  await dialog.getByRole('button', { name: 'Make it' }).first().click();
  await expect(dialog.getByRole('checkbox', { name: /Evening/ })).toBeChecked();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: series }).click();
  await page.getByRole('button', { name: 'Add to…' }).click();
  await page.getByRole('checkbox', { name: /Evening/ }).click();
  await expect(page.getByRole('dialog')).toContainText('3');
  await page.keyboard.press('Escape');

  await go('/libraries');
  await page.getByRole('link', { name: /Evening/ }).click();
  const entries = page.getByRole('list', { name: 'Evening' }).getByRole('listitem');
  await expect(entries).toHaveCount(3);
  await expect(entries.first()).toContainText('The Lamp');
  await page.getByRole('button', { name: 'Move The Lamp down' }).click();
  await expect(entries.nth(1)).toContainText('The Lamp');
  await page.reload();
  await expect(entries.nth(1)).toContainText('The Lamp');
  await entries.nth(2).dragTo(entries.first());
  await expect(entries.first()).toContainText('Return');
  await shoot(page, 'playlist');
  expect(await accessibilityFaults(page)).toEqual([]);

  await test.step('it is played through, one after the other', async () => {
    const list = page.url();
    await page.getByRole('link', { name: 'Play', exact: true }).click();
    await expectPlaying(page);
    const first = new URL(page.url()).pathname;
    await page.evaluate(() => {
      const video = document.querySelector('video');
      if (video) video.currentTime = video.duration - 0.3;
    });
    const next = page.getByRole('region', { name: 'Up next' });
    await expect(next).toContainText(series);
    await shoot(page, 'up next');
    expect(await accessibilityFaults(page)).toEqual([]);
    await next.getByRole('button', { name: 'Play now' }).click();
    await expect(page).not.toHaveURL(new RegExp(first));
    await expect(page).toHaveURL(/playlist=/);
    await expectPlaying(page);
    await page.goBack();
    await expect(page).toHaveURL(list);
  });

  await page.getByRole('button', { name: 'Take The Lamp out' }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Night');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Night');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/libraries$/);
  await expect(page.getByRole('link', { name: /Night/ })).toHaveCount(0);
});

test('what can be done with an item can be done where it stands', async ({ page, go }) => {
  await go('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shows' }).click();
  const shows = page.getByRole('list', { name: 'Shows' });
  const menu = page.getByRole('menu', { name: `More about ${series}` });
  await shows.getByRole('link', { name: series }).click({ button: 'right' });
  await expect(menu.getByRole('menuitem', { name: 'Open its page' })).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Play' })).toHaveCount(0);
  await shoot(page, 'card menu');
  expect(await accessibilityFaults(page)).toEqual([]);
  await menu.getByRole('menuitem', { name: 'Watchlist' }).click();
  await expect(page.getByText(`${series} is on your watchlist.`)).toBeVisible();

  const more = shows.getByRole('button', { name: `More about ${series}` });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue(series);
});

test('people and collections have pages of their own', async ({ page, go }) => {
  await go('/');
  await openSeries(page);
  await page.getByRole('button', { name: 'Add to…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New collection').fill('By the sea');
  await dialog.getByRole('button', { name: 'Make it' }).last().click();
  await expect(dialog.getByRole('checkbox', { name: /By the sea/ })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'By the sea' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('By the sea');
  await shoot(page, 'collection');
  await page.getByRole('list', { name: 'By the sea' }).getByRole('link', { name: series }).click();
  await page.getByRole('link', { name: 'Ada Brandt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Brandt');
  await shoot(page, 'person');
  await expect(
    page.getByRole('list', { name: 'Ada Brandt' }).getByRole('link', { name: series }),
  ).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a special stands where it was shown, and a logo in place of the title', async ({ page, go }) => {
  const { loose } = thisRun().media;
  const home = join(dirname(loose), 'series', `${series} (2011)`);
  const special = join(home, 'Specials', `${series} - S00E04 - The Fog`);
  mkdirSync(dirname(special), { recursive: true });
  writeFileSync(
    `${special}.nfo`,
    '<episodedetails><airsbefore_season>1</airsbefore_season><airsbefore_episode>2</airsbefore_episode></episodedetails>',
  );
  copyFileSync(join(loose, 'Holiday 2019.mp4'), `${special}.mp4`);
  writeFileSync(`${special}.mp4`, 'The Fog', { flag: 'a' });
  const orange = 'color=orange@0.6:size=800x200,format=rgba';
  ffmpeg(['-f', 'lavfi', '-i', orange, '-frames:v', '1', join(home, 'clearlogo.png')]);
  ffmpeg(['-f', 'lavfi', '-i', 'color=navy:size=400x600', '-frames:v', '1', join(home, 'poster.jpg')]);
  await go('/');
  const episodes = page.locator('main ol').getByRole('listitem');
  await expect(async () => {
    await openSeries(page);
    await page.getByRole('radio', { name: 'Season 1' }).check();
    await expect(episodes).toHaveCount(3, { timeout: 1_000 });
    await expect(page.getByRole('heading', { level: 1 }).locator('img')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(episodes.nth(1)).toContainText('The Fog');
  await expect(episodes.nth(1)).toContainText('Special 4');
  await expect(page.getByText(/of 2 watched/)).toBeVisible();
  await shoot(page, 'series with a logo');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Specials' }).check();
  await expect(episodes).toHaveCount(1);
});
