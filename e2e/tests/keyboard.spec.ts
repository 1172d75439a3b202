import { accessibilityFaults } from '../support/axe';
import { account, film, films } from '../support/places';
import { at } from '../support/run';
import { shoot } from '../support/sheet';
import { expect, type Page, test } from '../support/test';
import { expectPlaying, videoState } from '../support/video';

/** Tab until what is focused has this name; it must come within a few presses. */
async function tabTo(page: Page, name: RegExp, most = 25, key = 'Tab'): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`${name} was not reached by ${most} presses of ${key}.`);
}

test('everything from signing in to watching is done with the keyboard alone', async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(at('/'));
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByLabel('User name')).toBeFocused();
  await page.keyboard.type(account.username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(at('/'));

  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The places lie before the content, which has the focus on arrival.
  await tabTo(page, new RegExp(`^${films}$`), 10, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(films);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('list', { name: films }).getByRole('link').first()).toBeVisible();
  await tabTo(page, /^[\w ]+.*(min| s)/, 12);
  const titleOfFocused = () => page.evaluate(() => document.activeElement?.getAttribute('title'));
  const first = await titleOfFocused();
  await page.keyboard.press('ArrowRight');
  expect(await titleOfFocused()).not.toBe(first);
  await page.keyboard.press('ArrowLeft');
  expect(await titleOfFocused()).toBe(first);
  for (let press = 0; (await titleOfFocused()) !== film && press < 12; press += 1)
    await page.keyboard.press('ArrowRight');
  expect(await titleOfFocused()).toBe(film);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);

  await page.goBack();
  await expect.poll(titleOfFocused).toBe(film);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);

  await tabTo(page, /^(Play|Resume at .*)$/);
  await page.keyboard.press('Enter');
  await expectPlaying(page);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await videoState(page)).paused).toBe(true);
  await tabTo(page, /^Settings$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);
  await context.close();
});

test('from everywhere two keys lead to anything', async ({ page, go }) => {
  await go('/upload');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Upload');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to anything' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('option', { name: films })).toBeVisible();
  await page.keyboard.type(film.slice(0, 7));
  const goal = page.getByRole('option', { name: new RegExp(`^${film}`) });
  await expect(goal).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await shoot(page, 'go to anything');
  await expect(goal).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(film);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzqqxx');
  await expect(page.getByRole('option')).toHaveText([/Search for “zzqqxx”/]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
