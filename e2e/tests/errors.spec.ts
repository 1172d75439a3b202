import { account } from '../support/places';
import { at } from '../support/run';
import { expect, test } from '../support/test';

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a wrong password is said in words, and where one wanted to go is remembered', async ({
    page,
    go,
  }) => {
    await go('/settings/look');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('Please enter your user name and your password.');
    await page.getByLabel('User name').fill(account.username);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText(/password/i);
    await expect(page.getByRole('alert')).not.toContainText(/40\d/);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(at('/settings/look'));
  });

  test('a link to another host in the address of the sign-in leads nowhere', async ({ page, go }) => {
    await go('/sign-in?next=//example.org/steal');
    await page.getByLabel('User name').fill(account.username);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(at('/'));
    await page.goto(at('/settings/account'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  });
});

test('an address that leads nowhere says so', async ({ page, go }) => {
  for (const path of [
    '/no/such/page/at/all',
    '/item/nothing-has-this-name',
    '/library/nothing-has-this-name',
    '/settings/none',
  ]) {
    await go(path);
    await expect(page.getByRole('heading', { name: 'There is nothing here' }), path).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Home' })).toBeVisible();
  }
});

test('playing what is not there says so and offers a way on', async ({ page, go }) => {
  await go('/play/nothing-has-this-name');
  const alert = page.getByRole('alert');
  await expect(alert).toBeVisible();
  await expect(alert).not.toContainText(/40\d/);
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(alert.getByRole('link', { name: 'Home' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back' })).toBeVisible();
});

test('a page whose program is slow shows that it comes, and one that does not come says so', async ({
  page,
  go,
  watch,
}) => {
  watch.allowLostConnection();
  const program = '**/assets/SettingsView-*.js';
  let send = () => {};
  const held = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route(program, async (route) => {
    await held;
    await route.continue();
  });
  await go('/settings/look');
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
  send();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);

  await page.unroute(program);
  await page.route(program, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  await page.unroute(program);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});
