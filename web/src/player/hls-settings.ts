import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';

/** A part that the server still has to make may take it a while. */
const patience = { maxNumRetry: 20, retryDelayMs: 1_000, maxRetryDelayMs: 4_000 };

/** How hls.js is to load, from that second on. */
export function hlsSettings(Library: typeof Hls, startAt: number): Partial<HlsConfig> {
  return {
    startPosition: startAt > 0 ? startAt : -1,
    // What comes is fragmented MP4 already: two workers would be started to hand it on as it is.
    enableWorker: false,
    maxBufferLength: 40,
    maxMaxBufferLength: 120,
    backBufferLength: 60,
    capLevelToPlayerSize: true,
    // A home network is fast, and a first guess that is too low makes the server encode twice.
    abrEwmaDefaultEstimate: 8_000_000,
    renderTextTracksNatively: false,
    fragLoadPolicy: {
      default: { ...Library.DefaultConfig.fragLoadPolicy.default, errorRetry: patience },
    },
  };
}
