/** The playlists that a player begins with: the first picture and the sound that is usual, as RFC 8216 4.3.4 writes them. */
export function playlistsOf(multivariant: string): string[] {
  const lines = multivariant.split('\n').map((line) => line.trim());
  const variant = lines.find((line) => line !== '' && !line.startsWith('#'));
  const sounds = lines.filter((line) => line.startsWith('#EXT-X-MEDIA:') && line.includes('TYPE=AUDIO'));
  const usual = sounds.find((line) => line.includes('DEFAULT=YES')) ?? sounds[0];
  const sound = usual && /URI="([^"]+)"/.exec(usual)?.[1];
  return [variant, sound].filter((each) => each !== undefined);
}

/** The initialization segment that a playlist names (4.3.2.5). */
export function initOf(media: string): string | undefined {
  return /^#EXT-X-MAP:.*?URI="([^"]+)"/m.exec(media)?.[1];
}
