import { describe, expect, it } from 'vitest';
import { javaSentences } from './java-sentences';
import { reader } from './served';
import * as german from './served-de';

const say = reader(german);

/** Whose sentences are read elsewhere: in the shell, in the log, by programmers; or which the page says itself of their figures. */
const elsewhere = [
  ...[
    'DoctorCommand',
    'UserCommand',
    'Role',
    'Settings',
    'SettingsFile',
    'ListenOptions',
    'MetadataConfig',
    'WebServer',
    'UiApi',
  ],
  ...[
    'Cluster',
    'EmbeddedPostgres',
    'FolderLock',
    'Pool',
    'PostgresBinaries',
    'PostgresCommand',
    'Schema',
    'UnixAccount',
  ],
  ...[
    'CacheMetrics',
    'ChildMetrics',
    'TicketSeal',
    'SpanExport',
    'Spawn',
    'Pump',
    'SpanChannel',
    'EventStream',
    'BodyStream',
  ],
  ...[
    'Multipart',
    'Json',
    'Target',
    'Cursor',
    'PlaylistCursor',
    'HistoryCursor',
    'ItemQueryApi',
    'PageLimitApi',
    'PlaybackRequest',
  ],
  ...['NoteTree', 'ShelfPictures', 'Studio', 'StoredIndex', 'StoredTrack'],
  ...['Advice', 'Carries', 'SlowPlans', 'DatabaseFinding'],
];

const sources = import.meta.glob<string>(
  [
    '../../../server/src/main/java/**/*.java',
    '../../../media/src/main/java/**/*.java',
    '../../../loadtest/src/main/java/medianest/loadtest/{LoadTest,engine/Judgement}.java',
    '../../../loadtest/src/main/java/medianest/loadtest/report/Carrying.java',
  ],
  { query: '?raw', import: 'default', eager: true },
);
const said = new Set(
  Object.entries(sources).flatMap(([name, source]) =>
    elsewhere.some((each) => name.endsWith(`/${each}.java`)) ? [] : javaSentences(source),
  ),
);

describe('what the server says', () => {
  it('is said in German, all of it', () => {
    expect([...said].filter((sentence) => !(sentence in german.sentences))).toEqual([]);
  });

  it('is what German sentences are for', () => {
    expect(Object.keys(german.sentences).filter((sentence) => !said.has(sentence))).toEqual([]);
  });
});

describe('a sentence in German', () => {
  it('is never taken for another', () => {
    for (const [template, other] of Object.entries(german.sentences)) {
      const value = (number: number) => `ä${number}`;
      let number = 0;
      const text = template.replace(/\{\}/g, () => value(++number));
      expect(say(text)).toBe(other.replace(/\{(\d)\}/g, (_, each) => value(Number(each))));
    }
  });

  it('has what differs in its place', () => {
    expect(say('The folder /films (new) is a library already.')).toBe(
      'Der Ordner /films (new) ist schon eine Bibliothek.',
    );
    expect(say('The password was wrong too often; try again in 12 s.')).toBe(
      'Das Passwort war zu oft falsch; versuche es in 12 s noch einmal.',
    );
  });

  it('has words for what is put in', () => {
    expect(say('The sound has too few places where playing could start.')).toBe(
      'Es gibt zu wenige Stellen, an denen das Abspielen beginnen könnte (Ton).',
    );
    expect(say('Home is looked at every 5 minutes because some of it is on another machine (nfs).')).toBe(
      'Home wird alle 5 Minuten angesehen; der Grund: ein Teil liegt auf einer anderen Maschine (nfs).',
    );
  });

  it('may be one of several, of which one is not known', () => {
    expect(
      say('It carries at least 1324 at once, 8100 Mbit/s. Thus it was. No step broke a threshold.'),
    ).toBe('mindestens 1324 gleichzeitig, 8100 Mbit/s. Thus it was. Keine Stufe brach eine Schwelle.');
  });

  it('is said apart from the one before it, which ends with what differs', () => {
    expect(say('Version 7.1. It sees one file at a time, writes nothing, and has no network.')).toBe(
      'Version 7.1. Sieht immer nur eine Datei, schreibt nichts und hat kein Netz.',
    );
  });

  it('names a folder with a line break and dollar signs as it is', () => {
    expect(say('The folder /a\nb $& is a library already.')).toBe(
      'Der Ordner /a\nb $& ist schon eine Bibliothek.',
    );
  });
});
