import { expect, test } from 'vitest';
import { lineAbove, shareCovered } from './rise';

const video = (clientWidth: number, clientHeight: number, videoWidth = 1920, videoHeight = 1080) =>
  ({ clientWidth, clientHeight, videoWidth, videoHeight }) as HTMLVideoElement;

test('a cue rises by as many lines as the controls are high, and by those that it has', () => {
  expect(lineAbove('One.', 800)).toBe(-4);
  expect(lineAbove('One.\nTwo.', 800)).toBe(-5);
  expect(lineAbove('One.', 390)).toBe(-7);
});

test('the controls cover what of the film reaches below their edge', () => {
  expect(shareCovered(video(1920, 1080))).toBeCloseTo(112 / 1080);
  expect(shareCovered(video(1280, 800))).toBeCloseTo(72 / 720);
  expect(shareCovered(video(390, 844))).toBe(0);
  expect(shareCovered(video(1280, 800, 0, 0))).toBe(0);
});
