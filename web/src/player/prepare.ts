/** Fetches and compiles what plays films, so that it is there when it is needed. Who fails here fails again there, in words. */
export function prepare(): void {
  import('./PlayerView.svelte').catch(() => {});
  import('hls.js').catch(() => {});
}
