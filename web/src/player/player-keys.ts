import type { Player } from './player.svelte';

const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
export const offeredRates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What the view does, as the player itself knows no windows. */
export interface PlayerStage {
  toggleFullscreen(): void;
  togglePictureInPicture(): void;
  toggleStatistics(): void;
  showKeys(): void;
}

/** Does what a key stands for; tells whether it stood for anything. */
export function pressed(key: string, player: Player, stage: PlayerStage): boolean {
  const action = actions[key] ?? actions[key.toLowerCase()] ?? digit(key);
  action?.(player, stage);
  return action !== undefined;
}

type Action = (player: Player, stage: PlayerStage) => void;

const by =
  (seconds: number): Action =>
  (player) =>
    player.seek(player.position + seconds);

const actions: Record<string, Action> = {
  ' ': (player) => player.toggle(),
  k: (player) => player.toggle(),
  j: by(-10),
  l: by(10),
  ArrowLeft: by(-5),
  ArrowRight: by(5),
  ArrowUp: (player) => player.setVolume(player.volume + 0.05),
  ArrowDown: (player) => player.setVolume(player.volume - 0.05),
  Home: (player) => player.seek(0),
  End: (player) => player.seek(player.duration),
  m: (player) => player.toggleMuted(),
  c: (player) => player.toggleText(),
  g: (player) => player.moveText(-0.1),
  h: (player) => player.moveText(0.1),
  f: (_player, stage) => stage.toggleFullscreen(),
  i: (_player, stage) => stage.togglePictureInPicture(),
  s: (_player, stage) => stage.toggleStatistics(),
  '?': (_player, stage) => stage.showKeys(),
  '<': (player) => player.setRate(neighbour(player.rate, -1)),
  '>': (player) => player.setRate(neighbour(player.rate, 1)),
};

function digit(key: string): Action | undefined {
  return /^[0-9]$/.test(key) ? (player) => player.seek((player.duration * Number(key)) / 10) : undefined;
}

function neighbour(rate: number, step: number): number {
  const at = rates.findIndex((each) => each >= rate);
  return rates[Math.min(rates.length - 1, Math.max(0, at + step))] ?? 1;
}
