import { m } from '../messages';

/** The keys and what they do; the list in the dialogue, the settings and the player. */
export const playerKeys: [string[], string][] = [
  [['Space', 'K'], m.keys.playPause],
  [['J', 'L'], m.keys.tenSeconds],
  [['←', '→'], m.keys.fiveSeconds],
  [['↑', '↓'], m.keys.volume],
  [['M'], m.keys.mute],
  [['F'], m.keys.fullscreen],
  [['I'], m.keys.pictureInPicture],
  [['C'], m.keys.captions],
  [['G', 'H'], m.keys.captionTiming],
  [['<', '>'], m.keys.speed],
  [['0', '…', '9'], m.keys.digits],
  [['S'], m.keys.statistics],
  [['Esc'], m.keys.back],
];

export const keyGroups: { title: string; keys: [string[], string][] }[] = [
  {
    title: m.keys.everywhere,
    keys: [
      [['Ctrl', 'K'], m.quick.title],
      [['/'], m.keys.search],
      [['?'], m.keys.help],
    ],
  },
  {
    title: m.keys.grid,
    keys: [
      [['←', '→', '↑', '↓'], m.keys.move],
      [['Home', 'End'], m.keys.firstLast],
      [['Enter'], m.keys.open],
    ],
  },
  { title: m.keys.player, keys: playerKeys },
];
