import { accessibilityFaults } from '../support/axe';
import { clips, film } from '../support/places';
import { expect, type Page, test } from '../support/test';
import { expectPlaying } from '../support/video';

const pages = [
  '/',
  '/search',
  '/search?query=nothing+is+called+like+this',
  '/libraries',
  '/upload',
  '/settings/libraries',
  '/settings/people',
  '/settings/account',
  '/settings/look',
  '/settings/server',
  '/settings/keys',
  '/nowhere',
];

async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    expect(await accessibilityFaults(page), `${what}, ${theme}`).toEqual([]);
  }
}

for (const path of pages) {
  test(`axe finds nothing at ${path}`, async ({ page, go }) => {
    await go(path);
    await expect(page.getByRole('heading').first()).toBeAttached();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page, path);
  });
}

test('axe finds nothing in a library, at an item and in the player', async ({ page, go }) => {
  await go('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: clips }).click();
  await expect(page.getByRole('list', { name: clips })).toBeVisible();
  await expectAccessible(page, 'library');
  await page.getByRole('button', { name: /^Sort/ }).click();
  await expectAccessible(page, 'menu');
  await page.keyboard.press('Escape');

  await go('/search?query=Harbour');
  await page.getByRole('link', { name: film }).first().click();
  await expect(page.getByText('H.264', { exact: false }).first()).toBeVisible();
  await expectAccessible(page, 'item');
  await page.getByRole('link', { name: /^(Play|Resume at .*)$/ }).click();
  await expectPlaying(page);
  await page.keyboard.press('k');
  await page.keyboard.press('s');
  await expectAccessible(page, 'player');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expectAccessible(page, 'menu of the player');
});

test('axe finds nothing in a dialogue', async ({ page, go }) => {
  await go('/libraries');
  await page.getByRole('button', { name: 'Add a library' }).click();
  await expectAccessible(page, 'adding a library');
});

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('axe finds nothing at the sign-in', async ({ page, go }) => {
    await go('/sign-in');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page, 'sign-in');
  });
});
