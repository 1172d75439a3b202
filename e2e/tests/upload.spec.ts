import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { thisRun } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { expectPlaying } from '../support/video';

/** Lets go of real files over the page, as a file manager does. */
async function drop(page: Page, files: string[]): Promise<void> {
  const contents = files.map((file) => ({
    name: basename(file),
    bytes: readFileSync(file).toString('base64'),
  }));
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of given) {
      const raw = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([raw], name, { type: 'video/mp4' }));
    }
    return transfer;
  }, contents);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('Drop to upload')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test('files dropped anywhere are sent with progress, read, and can be watched; others are refused in words', async ({
  page,
  go,
}) => {
  const { loose } = thisRun().media;
  await go('/libraries');
  const line = await page.context().newCDPSession(page);
  // A slow line, so that there is progress to see.
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 5,
    downloadThroughput: -1,
    uploadThroughput: 120_000,
  });
  await drop(page, [join(loose, 'Holiday 2019.mp4'), join(loose, 'notes.mp4')]);
  await expect(page).toHaveURL(/\/upload$/);
  const film = page.getByRole('listitem').filter({ hasText: 'Holiday 2019.mp4' });
  const letter = page.getByRole('listitem').filter({ hasText: 'notes.mp4' });
  await expect(film.getByRole('progressbar')).toBeVisible();
  await expect(film).toContainText(/of .* · .*\/s/);
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await expect(film).toContainText('Ready to watch', { timeout: 30_000 });
  await expect(letter.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(letter).not.toContainText('Failed');

  await film.getByRole('link', { name: 'Open' }).click();
  await page.getByRole('link', { name: 'Play', exact: true }).click();
  await expectPlaying(page);
});

test('an upload is cancelled and sent again', async ({ page, go }) => {
  await go('/upload');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await speed(20_000);
  await page.getByLabel('Choose files').setInputFiles(join(thisRun().media.loose, 'Holiday 2019.mp4'));
  const entry = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button') })
    .filter({ hasText: 'Holiday' });
  await entry.getByRole('button', { name: /^Cancel the upload/ }).click();
  await expect(entry).toContainText('Cancelled');
  await speed(-1);
  await entry.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Ready to watch' }).first()).toBeVisible({
    timeout: 30_000,
  });
});
