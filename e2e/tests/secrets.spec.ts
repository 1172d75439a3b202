import { readFileSync } from 'node:fs';
import { account } from '../support/places';
import { playFilm } from '../support/play';
import { at, runningServer } from '../support/run';
import { expect, test } from '../support/test';

/** What is kept of the last quarter of an hour, which all of the tests before fill. */
const lastSeconds = 900;

interface Recordings {
  recordings: { id: string; source: string }[];
}

test('what is kept of all that was done carries no password, session or ticket', async ({
  page,
  go,
  context,
}) => {
  const ticket = page
    .waitForRequest((request) => /\/stream\/[^/]+\//.test(request.url()))
    .then((request) => /\/stream\/([^/]+)\//.exec(request.url())?.[1] ?? '');
  await go('/');
  await playFilm(page);
  const secrets = new Map([
    ['the password', account.password],
    ['the ticket of a stream', await ticket],
    ...(await context.cookies()).map(({ name, value }): [string, string] => [`the cookie ${name}`, value]),
  ]);
  expect(secrets.size).toBeGreaterThan(2);

  const list = at('/api/v1/admin/recordings');
  const asked = await page.request.post(`${list}/last`, {
    headers: { origin: at('') },
    data: { seconds: lastSeconds },
  });
  expect(asked.ok(), await asked.text()).toBe(true);
  let recordings: Recordings['recordings'] = [];
  await expect
    .poll(
      async () => {
        ({ recordings } = (await (await page.request.get(list)).json()) as Recordings);
        return recordings.map(({ source }) => source);
      },
      { timeout: 20_000 },
    )
    .toContain('ring');
  const kept = new Map<string, Buffer>([['the log', readFileSync(runningServer().log)]]);
  for (const { id } of recordings) {
    const recording = await (await page.request.get(`${list}/${id}`)).body();
    // What is written in it can be read, so what is not found is not there.
    expect(recording.includes('medianest')).toBe(true);
    kept.set(`recording ${id}`, recording);
  }
  for (const path of ['/api/v1/admin/requests', '/api/v1/admin/database', '/metrics']) {
    const answer = await page.request.get(at(path));
    expect(answer.ok(), path).toBe(true);
    kept.set(path, await answer.body());
  }
  for (const [place, bytes] of kept) {
    expect(bytes.length, place).toBeGreaterThan(200);
    for (const [what, secret] of secrets) {
      expect(secret.length, what).toBeGreaterThan(8);
      expect(bytes.includes(secret), `${what} in ${place}`).toBe(false);
    }
  }
});
