import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, film } from '../support/places';
import { at } from '../support/run';
import { expect, type Page, test } from '../support/test';
import { expectNoHoles, expectPlaying, videoState } from '../support/video';

/** What is used of another player than the page's own: shaka-player.compiled.d.ts has all of it. */
interface Shaka {
  Player: new () => ShakaPlayer;
}

interface ShakaPlayer {
  addEventListener(type: 'error', listener: (event: { detail: { code: number } }) => void): void;
  attach(video: HTMLVideoElement): Promise<void>;
  configure(settings: object): void;
  load(url: string): Promise<void>;
  getVariantTracks(): { active: boolean; height: number; language: string }[];
  getTextTracks(): { language: string }[];
  selectVariantTrack(track: object, clearBuffer: boolean): void;
  selectTextTrack(track: object | undefined): void;
}

interface Stage {
  shaka: Shaka;
  player: ShakaPlayer;
  errors: number[];
}

const library = join(checkout, 'e2e', 'node_modules', 'shaka-player', 'dist', 'shaka-player.compiled.js');

/** The stream of the film, every size of the picture in it, as any player of HLS gets it. */
async function streamOf(page: Page, title: string): Promise<string> {
  const found = await page.request.get(at(`/api/v1/media?view=all&query=${encodeURIComponent(title)}`));
  const { items } = (await found.json()) as { items: { id: string; title: string }[] };
  const id = items.find((item) => item.title === title)?.id;
  const playback = await page.request.post(at(`/api/v1/media/${id}/playback`), {
    headers: { origin: at('') },
    data: { directPlay: false, ladder: true },
  });
  return at(((await playback.json()) as { url: string }).url);
}

async function open(page: Page, url: string): Promise<void> {
  await page.evaluate(readFileSync(library, 'utf8'));
  await page.evaluate(async (stream) => {
    const stage = window as unknown as Stage;
    const video = document.createElement('video');
    document.body.replaceChildren(video);
    stage.errors = [];
    stage.player = new stage.shaka.Player();
    stage.player.addEventListener('error', ({ detail }) => stage.errors.push(detail.code));
    stage.player.configure({ streaming: { bufferingGoal: 20 }, abr: { enabled: false } });
    await stage.player.attach(video);
    await stage.player.load(stream);
    await video.play();
  }, url);
}

test('another player plays the stream: seeks, sizes of the picture, sounds and subtitles', async ({
  page,
  watch,
}) => {
  test.setTimeout(180_000);
  // By which it tries whether the browser has text tracks.
  watch.allow('data:,WEBVTT');
  await page.goto(at('/'));
  await open(page, await streamOf(page, film));
  await expectPlaying(page);
  for (const seconds of [60, 20, 100, 45, 80, 5, 110, 30, 95, 50]) {
    await test.step(`seek to ${seconds} s`, async () => {
      await page.evaluate((time) => {
        const video = document.querySelector('video');
        if (video) video.currentTime = time;
      }, seconds);
      await expectPlaying(page);
      expect((await videoState(page)).time).toBeGreaterThanOrEqual(seconds);
      await expectNoHoles(page);
    });
  }
  for (const height of [240, 360]) {
    await test.step(`a picture of ${height} lines`, async () => {
      await page.evaluate((wanted) => {
        const { player } = window as unknown as Stage;
        const language = player.getVariantTracks().find(({ active }) => active)?.language;
        const track = player
          .getVariantTracks()
          .find((each) => each.height === wanted && each.language === language);
        if (track) player.selectVariantTrack(track, true);
      }, height);
      await expect
        .poll(() => page.evaluate(() => document.querySelector('video')?.videoHeight), { timeout: 20_000 })
        .toBe(height);
      await expectPlaying(page);
    });
  }
  await test.step('the other sound', async () => {
    const languages = await page.evaluate(() => {
      const { player } = window as unknown as Stage;
      const { height } = player.getVariantTracks().find(({ active }) => active) ?? {};
      const other = player
        .getVariantTracks()
        .find((each) => each.height === height && each.language.startsWith('de'));
      if (other) player.selectVariantTrack(other, true);
      return player
        .getVariantTracks()
        .filter(({ active }) => active)
        .map(({ language }) => language);
    });
    expect(languages).toEqual(['de']);
    await expectPlaying(page);
  });
  await test.step('subtitles', async () => {
    await page.evaluate(() => {
      const { player } = window as unknown as Stage;
      player.selectTextTrack(player.getTextTracks().find(({ language }) => language.startsWith('en')));
    });
    await expect
      .poll(
        () =>
          page.evaluate(() =>
            [...(document.querySelector('video')?.textTracks ?? [])].flatMap(({ activeCues }) =>
              [...(activeCues ?? [])].map((cue) => (cue as VTTCue).text),
            ),
          ),
        { timeout: 20_000 },
      )
      .toContainEqual(expect.stringMatching(/^This is line \d+\.$/));
  });
  expect(await page.evaluate(() => (window as unknown as Stage).errors)).toEqual([]);
});
