import { expect, test } from 'vitest';
import { initOf, playlistsOf } from './playlists';

const multivariant = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch",LANGUAGE="de",URI="p/t1/media.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="p/t2/media.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",DEFAULT=YES,URI="p/t3/media.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=5000000,CODECS="avc1.640028,mp4a.40.2",AUDIO="a"
p/t0/media.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2000000,AUDIO="a"
p/v720/media.m3u8
`;

test('a player begins with the first picture and the usual sound', () => {
  expect(playlistsOf(multivariant)).toEqual(['p/t0/media.m3u8', 'p/t2/media.m3u8']);
});

test('without a usual sound it is the first, and there may be none', () => {
  expect(playlistsOf(multivariant.replaceAll('DEFAULT=YES,', ''))).toEqual([
    'p/t0/media.m3u8',
    'p/t1/media.m3u8',
  ]);
  expect(playlistsOf('#EXTM3U\r\n#EXT-X-STREAM-INF:BANDWIDTH=1\r\nt0/media.m3u8\r\n')).toEqual([
    't0/media.m3u8',
  ]);
  expect(playlistsOf('')).toEqual([]);
});

test('the initialization segment is named by the playlist', () => {
  expect(initOf('#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:4,\nseg_0.m4s\n')).toBe('init.mp4');
  expect(initOf('#EXTM3U\n#EXTINF:4,\nseg_0.vtt\n')).toBeUndefined();
});
