import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(dirname(fileURLToPath(import.meta.url)));

export const checkout = dirname(here);
export const keptSession = join(here, 'test-results', 'session.json');
export const reportFolder = join(here, 'report');
/** Real files for conformance, which lie beside a checkout where they are there at all. */
export const conformanceMedia = join(checkout, '..', 'shared', 'media', 'media3');

export const account = { username: 'ada', password: 'correct horse battery' };
export const films = 'Films';
export const clips = 'Clips';
export const film = 'Harbour Lights';
export const longTitle =
  'A Very Long Title That Goes On and On Until No Poster in the World Could Hold It on a Single Line';
