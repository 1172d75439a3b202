import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boxes } from './pgs';
import { conformanceMedia, film, longTitle } from './places';

/** Enough files for a scan that can be watched. */
const clipCount = 3_000;

export interface MediaFolders {
  films: string;
  clips: string;
  /** Files for uploading, outside every library. */
  loose: string;
}

/** Lays out folders as a person has them, with moving pictures, two sounds, subtitles, chapters and a broken file. */
export function layOutMedia(root: string): MediaFolders {
  const folders = { films: join(root, 'films'), clips: join(root, 'clips'), loose: join(root, 'loose') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  makeFilms(root, folders.films);
  makeClip(join(folders.loose, 'Holiday 2019.mp4'), 6);
  writeFileSync(join(folders.loose, 'notes.mp4'), 'This is a letter that calls itself a film.\n'.repeat(400));
  const clip = join(folders.clips, 'Clip 0000.mp4');
  makeClip(clip, 1);
  for (let number = 1; number <= clipCount; number += 1) {
    linkSync(clip, join(folders.clips, `Clip ${String(number).padStart(4, '0')}.mp4`));
  }
  if (existsSync(conformanceMedia)) {
    cpSync(conformanceMedia, join(folders.clips, 'conformance'), { recursive: true });
  }
  return folders;
}

function makeFilms(root: string, folder: string): void {
  const matroska = join(folder, `${film} (2021).mkv`);
  makeFilm(root, matroska);
  writeSubtitles(folder);
  const mp4 = join(folder, 'Paper Moon over Delta (2018).mp4');
  makeClip(mp4, 30);
  makeClip(join(folder, `${longTitle} (1999).mp4`), 4);
  for (const title of [
    'Kestrel (1974)',
    'The Orchard (2003)',
    'Quartz',
    'Monsoon Season (2012)',
    'Tundra (1988)',
  ]) {
    copyFileSync(mp4, join(folder, `${title}.mp4`));
  }
  writeFileSync(join(folder, 'Cut Off.mp4'), readFileSync(mp4).subarray(0, 20_000));
}

/** Beside the film: one in an old character set, one in pictures, and one with styles. */
function writeSubtitles(folder: string): void {
  const french = '1\n00:00:00,000 --> 00:01:50,000\nOù est passé le garçon? Il a mangé à la fenêtre.\n';
  writeFileSync(join(folder, `${film} (2021).fr.sdh.srt`), Buffer.from(french, 'latin1'));
  writeFileSync(join(folder, `${film} (2021).it.sup`), boxes(640, 360, [{ from: 20, until: 24 }]));
  const styled = [
    '[Script Info]',
    'ScriptType: v4.00+',
    'PlayResX: 640',
    'PlayResY: 360',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Outline, Alignment, MarginV',
    'Style: Sign,Arial,60,&H0000FFFF,1,3,8,20',
    'Style: Voice,Arial,30,&H00FFFFFF,1,3,2,20',
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    'Dialogue: 0,0:00:00.00,0:01:50.00,Sign,,0,0,0,,El faro',
    'Dialogue: 0,0:00:00.00,0:01:50.00,Voice,,0,0,0,,Buenas noches, capitana',
  ];
  writeFileSync(join(folder, `${film} (2021).es.ass`), styled.join('\n'));
}

/** Two minutes with a clock in the picture, two sounds, subtitles as text and as pictures, and chapters. */
function makeFilm(root: string, target: string): void {
  const subtitles = join(root, 'words.srt');
  const lines = Array.from({ length: 24 }, (_, at) => {
    const time = (seconds: number) =>
      `00:0${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')},000`;
    return `${at + 1}\n${time(at * 5)} --> ${time(at * 5 + 4)}\nThis is line ${at + 1}.\n`;
  });
  writeFileSync(subtitles, lines.join('\n'));
  const pictures = join(root, 'pictures.sup');
  // The second reaches over the end of a minute, by which they are fetched.
  const shown = [
    { from: 10, until: 14 },
    { from: 55, until: 65 },
  ];
  writeFileSync(pictures, boxes(640, 360, shown));
  const chapters = join(root, 'chapters.txt');
  const chapter = (title: string, from: number, to: number) =>
    `[CHAPTER]\nTIMEBASE=1/1\nSTART=${from}\nEND=${to}\ntitle=${title}\n`;
  const names = ['Opening Credits', 'Fog', 'The lamp'];
  writeFileSync(
    chapters,
    `;FFMETADATA1\n${names.map((name, at) => chapter(name, at * 40, at * 40 + 40)).join('')}`,
  );
  ffmpeg([
    ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=120'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=330:duration=120'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=550:duration=120'],
    ...['-i', subtitles, '-i', chapters, '-i', pictures, '-map_metadata', '4'],
    ...['-map', '0:v', '-map', '1:a', '-map', '2:a', '-map', '3:s', '-map', '5:s'],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '50',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-c:s:0',
      'srt',
      '-c:s:1',
      'copy',
    ],
    ...[
      '-metadata:s:a:0',
      'language=eng',
      '-metadata:s:a:1',
      'language=deu',
      '-metadata:s:s:0',
      'language=eng',
      '-metadata:s:s:1',
      'language=deu',
    ],
    target,
  ]);
}

function makeClip(target: string, seconds: number): void {
  ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '50',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
      '-movflags',
      '+faststart',
    ],
    target,
  ]);
}

export function ffmpeg(args: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // The encoder of AV1 tells of itself otherwise.
    env: { ...process.env, SVT_LOG: '1' },
  });
}
