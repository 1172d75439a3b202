/** A subtitle as the server writes it: times in seconds, settings and text as WebVTT has them. */
export interface SideCue {
  start: number;
  end: number;
  settings: string;
  text: string;
}

const timing = /^((?:\d+:)?\d+:\d+\.\d+) --> ((?:\d+:)?\d+:\d+\.\d+)(?: (.*))?$/;

/** Reads WebVTT; blocks that are no cues are passed over. */
export function parseVtt(file: string): SideCue[] {
  const cues: SideCue[] = [];
  for (const block of file.replace(/\r\n?/g, '\n').split(/\n\n+/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => timing.test(line));
    const found = lines[at]?.match(timing);
    if (!found) continue;
    const [, start = '', end = '', settings = ''] = found;
    const text = lines
      .slice(at + 1)
      .join('\n')
      .trim();
    if (text !== '') cues.push({ start: seconds(start), end: seconds(end), settings, text });
  }
  return cues;
}

function seconds(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Puts the place that the settings name onto a cue; what a browser does not know is left out. */
export function place(cue: VTTCue, settings: string): void {
  for (const setting of settings.split(' ')) {
    const [name, value = ''] = setting.split(':');
    const [amount = '', side] = value.split(',');
    const number = Number.parseFloat(amount);
    if (name === 'line' && Number.isFinite(number)) {
      cue.snapToLines = !amount.endsWith('%');
      cue.line = number;
      if (side) cue.lineAlign = side as LineAlignSetting;
    } else if (name === 'position' && Number.isFinite(number)) {
      cue.position = number;
    } else if (name === 'size' && Number.isFinite(number)) {
      cue.size = number;
    } else if (name === 'align') {
      cue.align = amount as AlignSetting;
    } else if (name === 'vertical') {
      cue.vertical = amount as DirectionSetting;
    }
  }
}
