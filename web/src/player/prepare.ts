import type Hls from 'hls.js';
import type PlayerView from './PlayerView.svelte';

interface Prepared {
  view: typeof PlayerView | undefined;
  hls: typeof Hls | undefined;
}

/** What plays films, as far as it is there: even a module that is loaded comes a frame later when it is imported. */
export const prepared: Prepared = { view: undefined, hls: undefined };

/** Fetches and compiles what plays films. Who fails here fails again there, in words. */
export function prepare(): void {
  import('./PlayerView.svelte')
    .then((module) => {
      prepared.view = module.default;
    })
    .catch(() => {});
  import('hls.js')
    .then((module) => {
      prepared.hls = module.default;
    })
    .catch(() => {});
}
