import { expect, type Page } from '@playwright/test';

/** A gap that a viewer could notice; shorter ones are bridged by the browser. */
const largestHoleSeconds = 0.04;

export interface VideoState {
  time: number;
  duration: number;
  paused: boolean;
  error: string | null;
  frames: number;
  width: number;
}

export function videoState(page: Page): Promise<VideoState> {
  return page.evaluate(() => {
    const video = document.querySelector('video');
    if (!video) throw new Error('There is no video in the page.');
    return {
      time: video.currentTime,
      duration: video.duration,
      paused: video.paused,
      error: video.error && `${video.error.code}: ${video.error.message}`,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
      width: video.videoWidth,
    };
  });
}

/** The time advances and new pictures are shown: it plays, whatever the controls say. */
export async function expectPlaying(page: Page): Promise<VideoState> {
  await expect(page.locator('video')).toBeAttached();
  const before = await videoState(page);
  const shown = await page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const video = document.querySelector('video');
        const times: number[] = [];
        const limit = setTimeout(
          () => reject(new Error(`Only ${times.length} pictures were shown within 15 s.`)),
          15_000,
        );
        const next = () =>
          video?.requestVideoFrameCallback((_now, { mediaTime }) => {
            times.push(mediaTime);
            if (times.length < 12) return next();
            clearTimeout(limit);
            resolve(times);
          });
        next();
      }),
  );
  const after = await videoState(page);
  expect(new Set(shown).size, 'different pictures shown').toBeGreaterThan(8);
  expect(after.time, 'the time goes on').toBeGreaterThan(before.time);
  expect(after.frames, 'pictures decoded').toBeGreaterThan(before.frames);
  expect(after.width).toBeGreaterThan(0);
  await expectSoundness(page);
  return after;
}

/** No error of the media, of hls.js or of the player; the player says the fatal ones of hls.js as an alert. */
export async function expectSoundness(page: Page): Promise<void> {
  const { error } = await videoState(page);
  expect(error, 'MediaError').toBeNull();
  await expect(page.getByRole('alert')).toHaveCount(0);
}

/** What lies ahead is there without a gap that could be noticed: waits until 15 s, or all there is, have come. */
export async function expectNoHoles(page: Page): Promise<void> {
  const wanted = await page.evaluate(() => {
    const video = document.querySelector('video');
    return video ? Math.min(video.duration - 0.2, video.currentTime + 15) : 0;
  });
  await expect
    .poll(() => page.evaluate(reachOfBuffer, largestHoleSeconds), {
      message: `what is buffered from here without a hole over ${largestHoleSeconds * 1000} ms`,
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(wanted);
}

function reachOfBuffer(largestHole: number): number {
  const video = document.querySelector('video');
  if (!video) return 0;
  let reach = video.currentTime;
  for (let range = 0; range < video.buffered.length; range += 1) {
    const start = video.buffered.start(range);
    if (start <= reach + largestHole) reach = Math.max(reach, video.buffered.end(range));
  }
  return reach;
}

interface Listening {
  ear?: AnalyserNode;
}

/** What reaches the speakers is no silence; Firefox says only whether there is sound where there are no speakers. */
export async function expectSound(page: Page): Promise<void> {
  const hasSound = await page.evaluate(
    () => (document.querySelector('video') as HTMLVideoElement & { mozHasAudio?: boolean }).mozHasAudio,
  );
  if (hasSound !== undefined) {
    expect(hasSound, 'whether there is sound').toBe(true);
    return;
  }
  await expect
    .poll(() => page.evaluate(loudness), { message: 'how loud it is, at most 1' })
    .toBeGreaterThan(0.01);
}

/** The first call takes the sound of the video over, which a browser allows but once. */
function loudness(): number {
  const video = document.querySelector('video') as (HTMLVideoElement & Listening) | null;
  if (!video) return 0;
  if (!video.ear) {
    const context = new AudioContext();
    video.ear = context.createAnalyser();
    context.createMediaElementSource(video).connect(video.ear).connect(context.destination);
  }
  const waves = new Float32Array(video.ear.fftSize);
  video.ear.getFloatTimeDomainData(waves);
  return waves.reduce((loudest, each) => Math.max(loudest, Math.abs(each)), 0);
}
