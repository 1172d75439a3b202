import { expect, test } from 'vitest';
import { lifted } from './ass';

const head = [
  '[Script Info]',
  'PlayResY: 360',
  '',
  '[V4+ Styles]',
  'Format: Name, Fontname, Alignment, MarginV',
  'Style: Default,Arial,2,20',
  'Style: Sign,Arial,8,30',
  '',
  '[Events]',
  'Format: Layer, Start, End, Style, MarginV, Effect, Text',
];
const script = (...lines: string[]) => [...head, ...lines].join('\n');
const said = (line: string, share = 0.25) => lifted(script(line), share).split('\n').at(-1);

test('a line at the foot of the picture rises from where its style or itself puts it', () => {
  expect(said('Dialogue: 0,0:00:00.00,0:00:02.00,Default,0,,Well, no.')).toBe(
    'Dialogue: 0,0:00:00.00,0:00:02.00,Default,110,,Well, no.',
  );
  expect(said('Dialogue: 0,0:00:00.00,0:00:02.00,Default,45,,Yes.')).toContain(',Default,135,');
  expect(said('Dialogue: 0,0:00:00.00,0:00:02.00,*Default,0,,Yes.')).toContain(',*Default,110,');
  expect(said('Dialogue: 0,0:00:00.00,0:00:02.00,Nobody,0,,Yes.')).toContain(',Nobody,110,');
  expect(said('Dialogue: 0,0:00:00.00,0:00:02.00,Sign,0,,{\\an2}Yes.')).toContain(',Sign,120,');
});

test('what stands elsewhere or moves by itself stays', () => {
  for (const line of [
    'Dialogue: 0,0:00:00.00,0:00:02.00,Sign,0,,El faro',
    'Dialogue: 0,0:00:00.00,0:00:02.00,Default,0,,{\\an8}Above',
    'Dialogue: 0,0:00:00.00,0:00:02.00,Default,0,,{\\a6}Above',
    'Dialogue: 0,0:00:00.00,0:00:02.00,Default,0,Banner;20,Along',
    'Comment: 0,0:00:00.00,0:00:02.00,Default,0,,Not shown',
  ]) {
    expect(said(line)).toBe(line);
  }
});

test('a script is as it was where nothing of the picture is covered, or its height is not said', () => {
  const one = script('Dialogue: 0,0:00:00.00,0:00:02.00,Default,0,,Yes.');
  expect(lifted(one, 0)).toBe(one);
  const other = one.replace('PlayResY: 360', '');
  expect(lifted(other, 0.25)).toBe(other);
});
