import { runningServer, shareRun, thisRun } from '../support/run';
import { startServer, stopServer } from '../support/server';
import { shoot } from '../support/sheet';
import { expect, test } from '../support/test';

test('a server that stops is missed in words, and when it is back, the page goes on', async ({
  page,
  go,
  watch,
}) => {
  await go('/');
  await expect(page.getByRole('region').first()).toBeVisible();
  watch.allowLostConnection();
  const server = runningServer();
  await stopServer(server);

  await expect(page.getByText('The connection to the server is lost.', { exact: false })).toBeVisible({
    timeout: 15_000,
  });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click();
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  await shoot(page, 'server stopped');
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('The connection to the server is lost.', { exact: false })).toBeVisible();

  shareRun({ ...thisRun(), server: await startServer(server.data, server.port) });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Search' }).getByRole('link').first()).toBeVisible();
  // The page tries by itself as well, less and less often.
  await expect(page.getByText('The connection to the server is lost.', { exact: false })).toHaveCount(0, {
    timeout: 40_000,
  });
});
