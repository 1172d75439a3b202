import { account, clips, films, keptSession } from '../support/places';
import { at, runningServer, thisRun } from '../support/run';
import { setupPath } from '../support/server';
import { shoot } from '../support/sheet';
import { expect, test } from '../support/test';

interface Seen {
  mostCardsWhileReading: number;
}

/** Looks at every frame of the page, since a scan may be over sooner than a test can look twice. */
function watchCards(): void {
  const seen = window as unknown as Seen;
  seen.mostCardsWhileReading = 0;
  const look = () => {
    const isReading = document.querySelector('main [role="progressbar"]') !== null;
    const cards = document.querySelectorAll('main li a.open').length;
    if (isReading) seen.mostCardsWhileReading = Math.max(seen.mostCardsWhileReading, cards);
    requestAnimationFrame(look);
  };
  look();
}

test.setTimeout(150_000);

test('a first start leads from the one-time link to a library that fills while one looks', async ({
  page,
  go,
  context,
}) => {
  await test.step('without the link the page says what to do', async () => {
    await go('/');
    await expect(page).toHaveURL(/\/setup$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'This server waits for its first account',
    );
    await shoot(page, 'set-up without link');
  });

  await test.step('a wrong link is refused in words', async () => {
    await go('/setup?token=not-the-one');
    await page.getByLabel('User name').fill(account.username);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(page.getByRole('alert')).toContainText(/link/i);
  });

  await test.step('the link of the banner makes the account', async () => {
    await go(setupPath(runningServer()));
    await shoot(page, 'set-up account');
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(page.getByRole('alert')).toHaveText('Please choose a user name.');
    await page.getByLabel('User name').fill(account.username);
    await page.getByLabel('Password', { exact: true }).fill(account.password);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where are your films?');
    await context.storageState({ path: keptSession });
  });

  await test.step('a folder that is not there is refused in words, the right one is added', async () => {
    await page.getByLabel('Folder on the server').fill('/there/is/no/such/folder');
    await page.getByLabel('Name', { exact: true }).fill(films);
    await page.getByRole('button', { name: 'Add the folder' }).click();
    await expect(page.getByRole('alert')).toContainText('/there/is/no/such/folder');
    await shoot(page, 'set-up folder refused');
    await page.getByLabel('Folder on the server').fill(thisRun().media.films);
    await page.getByRole('button', { name: 'Add the folder' }).click();
    await expect(page).toHaveURL(at('/'));
    await expect(page.getByRole('link', { name: 'Kestrel' }).first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step('a second library shows its items while it is being read', async () => {
    await go('/settings/libraries');
    await page.getByRole('button', { name: 'Add a library' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Folder on the server').fill(thisRun().media.clips);
    await dialog.getByLabel('Name', { exact: true }).fill(clips);
    await dialog.getByRole('radio', { name: 'Other videos' }).check();
    await page.evaluate(watchCards);
    await dialog.getByRole('button', { name: 'Add and scan' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(clips);
    const progress = page.getByRole('progressbar', { name: `Progress of reading ${clips}` });
    await expect(progress).toBeVisible();
    await shoot(page, 'library while it is read');
    await expect(progress).toHaveCount(0, { timeout: 60_000 });
    await expect(page.getByText(/^\d[\d,]* items$/).first()).toBeVisible();
    const seen = await page.evaluate(() => (window as unknown as Seen).mostCardsWhileReading);
    expect(seen, 'items that were shown before the scan was over').toBeGreaterThan(0);
  });
});
