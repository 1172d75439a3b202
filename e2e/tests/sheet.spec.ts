import { join } from 'node:path';
import { clips, film, longTitle } from '../support/places';
import { thisRun } from '../support/run';
import { makeSheet, shoot } from '../support/sheet';
import { expect, type Page, test } from '../support/test';
import { expectPlaying } from '../support/video';

test.setTimeout(180_000);

const plain: [string, string][] = [
  ['home', '/'],
  ['libraries', '/libraries'],
  ['search nothing found', '/search?query=nothing+is+called+like+this'],
  ['upload', '/upload'],
  ['settings libraries', '/settings/libraries'],
  ['settings people', '/settings/people'],
  ['settings account', '/settings/account'],
  ['settings look', '/settings/look'],
  ['settings server', '/settings/server'],
  ['settings keys', '/settings/keys'],
  ['nowhere', '/nowhere'],
];

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeAttached();
  await page.waitForLoadState('networkidle');
}

test('pictures of the player', async ({ page, go }) => {
  await go(`/search?query=${film}`);
  await page.getByRole('link', { name: film }).first().click();
  await page.getByRole('link', { name: /^(Play|Resume at .*)$/ }).click();
  await expectPlaying(page);
  await page.keyboard.press('3');
  await expectPlaying(page);
  await page.keyboard.press('k');
  const bar = page.getByRole('slider', { name: 'Position' });
  await bar.hover({ position: { x: 700, y: 12 } });
  await shoot(page, 'player');
  await page.keyboard.press('s');
  await page.getByRole('button', { name: 'Settings' }).click();
  await shoot(page, 'player menu and figures');
  await go('/play/nothing-has-this-name');
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, 'player error');
});

test.describe('in the hand', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('pictures of the player on a phone', async ({ page, go }) => {
    await go('/search?query=Monsoon');
    await page.getByRole('link', { name: 'Monsoon' }).first().tap();
    await page
      .getByRole('link', { name: /^(Play|Resume at .*)$/ })
      .first()
      .tap();
    await expectPlaying(page);
    await page.touchscreen.tap(195, 180);
    await page.getByRole('button', { name: 'Pause', exact: true }).first().tap();
    await expect(page.getByRole('button', { name: 'Play', exact: true }).first()).toBeVisible();
    await shoot(page, 'player on a phone');
  });
});

test('pictures of uploads', async ({ page, go }) => {
  await go('/upload');
  const { loose } = thisRun().media;
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3_000 };
  await page.getByLabel('Choose files').setInputFiles(join(loose, 'notes.mp4'));
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await line.send('Network.emulateNetworkConditions', slow);
  await page.getByLabel('Choose files').setInputFiles(join(loose, 'Holiday 2019.mp4'));
  await expect(page.getByText(/\/s/).first()).toBeVisible();
  await shoot(page, 'upload under way');
  await page.getByRole('button', { name: /^Cancel the upload/ }).click();
});

test('pictures of the plain pages', async ({ page, go }) => {
  for (const [name, path] of plain) {
    await go(path);
    await settled(page);
    await shoot(page, name);
  }
});

test('pictures of libraries and items', async ({ page, go }) => {
  for (const name of [clips, 'Films']) {
    await go('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expect(page.getByRole('list', { name }).getByRole('link').first()).toBeVisible();
    await shoot(page, `library ${name}`);
  }
  await page.getByRole('button', { name: /^Sort/ }).click();
  await shoot(page, 'library menu');
  await page.keyboard.press('Escape');
  for (const title of [film, longTitle]) {
    await go(`/search?query=${encodeURIComponent(title.slice(0, 20))}`);
    await page.getByRole('link', { name: title }).first().click();
    await expect(page.getByRole('heading', { name: 'File' })).toBeVisible();
    await shoot(page, `item ${title.slice(0, 14)}`);
  }
  await go('/libraries');
  await page.getByRole('link', { name: 'See which' }).first().click();
  await expect(page.getByRole('table')).toBeVisible();
  await shoot(page, 'problems');
  await go('/settings/libraries');
  await page.getByRole('button', { name: 'Add a library' }).click();
  await shoot(page, 'dialogue add library');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await shoot(page, 'dialogue remove library');
});

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('pictures of the sign-in', async ({ page, go }) => {
    await go('/sign-in');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shoot(page, 'sign in');
    await page.getByLabel('User name').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await shoot(page, 'sign in refused');
  });
});

test('one sheet of all pictures', async ({ page }) => {
  console.log(`The contact sheet is ${await makeSheet(page)}`);
});
