import { at } from '../support/run';
import { shoot } from '../support/sheet';
import { expect, type Page, test } from '../support/test';

const first = 'a quiet harbour at dawn';
const second = 'seven lanterns over the bay';
const third = 'nobody counts the sheep';

test('an account is made, changes its password, gets another one, and is removed', async ({
  page,
  go,
  browser,
}) => {
  await go('/settings/people');
  await expect(page.getByText('You', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('User name').fill('Marta');
  await dialog.getByLabel('Password', { exact: true }).fill('12345678');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('among the first that others would try');
  await shoot(page, 'add an account');
  await dialog.getByLabel('Password', { exact: true }).fill(first);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Marta can sign in now.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Marta' })).toBeVisible();
  await shoot(page, 'people');

  const hers = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const marta = await hers.newPage();
  await signIn(marta, first);
  await marta.goto(at('/settings/account'));
  await expect(marta.getByRole('link', { name: 'People' })).toHaveCount(0);
  await marta.getByRole('button', { name: 'Change the password' }).click();
  const change = marta.getByRole('dialog');
  await change.getByLabel('Current password').fill('not the one');
  await change.getByLabel('New password').fill(second);
  await change.getByRole('button', { name: 'Change the password' }).click();
  await expect(change.getByRole('alert')).toHaveText('The current password is wrong.');
  await change.getByLabel('Current password').fill(first);
  await change.getByRole('button', { name: 'Change the password' }).click();
  await expect(marta.getByText('Your password is changed.')).toBeVisible();
  await expect(change).toHaveCount(0);

  const actions = page.getByRole('group', { name: /Marta/ });
  await actions.getByRole('button', { name: 'New password' }).click();
  await dialog.getByLabel('New password').fill(third);
  await dialog.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Marta has a new password.')).toBeVisible();
  await marta.reload();
  await signIn(marta, third);

  await actions.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Marta is removed.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Marta' })).toHaveCount(0);
  await marta.reload();
  await expect(marta.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await hers.close();
});

async function signIn(page: Page, password: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(at('/'));
  await page.getByLabel('User name').fill('Marta');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}
