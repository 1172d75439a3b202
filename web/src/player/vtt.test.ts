import { expect, test } from 'vitest';
import { parseVtt } from './vtt';

test('reads what the server writes', () => {
  const file = [
    'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000',
    '00:00:01.000 --> 00:00:02.500\nHello <i>there</i>',
    '01:00:00.250 --> 01:00:01.000 line:0 align:start\nTwo\nlines\n',
  ].join('\n\n');
  expect(parseVtt(file)).toEqual([
    { start: 1, end: 2.5, settings: '', text: 'Hello <i>there</i>' },
    { start: 3600.25, end: 3601, settings: 'line:0 align:start', text: 'Two\nlines' },
  ]);
});

test('passes over what is no cue', () => {
  expect(
    parseVtt('WEBVTT\n\nNOTE nothing\n\n7\n00:01.000 --> 00:02.000\nOne\n\n00:03.000 --> x\nNo'),
  ).toEqual([{ start: 1, end: 2, settings: '', text: 'One' }]);
  expect(parseVtt('')).toEqual([]);
});
