/** How much of the foot of the player its controls cover, in pixels; captions.css says the same. */
const coveredPx = 112;

/** The height of a line of cues: letters of 5 % of the picture (WebVTT §6.4), the smallest that can be chosen, and their leading. */
const lineShare = 0.05 * 0.75 * 1.35;

/** Whether the style sheet lifts all cues at once; Firefox has no name for what they are drawn in. */
export function styleLifts(): boolean {
  return CSS.supports('selector(video::-webkit-media-text-track-container)');
}

/** The line that a cue begins at so that all of it stands above the controls, counted from the foot of the player. */
export function lineAbove(text: string, height: number): number {
  const covered = Math.ceil(coveredPx / Math.max(1, height * lineShare));
  return -(covered + text.split('\n').length);
}

/** Which share of the film the controls cover: nothing where its picture ends above them. */
export function shareCovered(video: HTMLVideoElement): number {
  const { clientWidth, clientHeight, videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return 0;
  const height = Math.min(clientHeight, (clientWidth * videoHeight) / videoWidth);
  const below = (clientHeight - height) / 2;
  return Math.max(0, coveredPx - below) / height;
}
