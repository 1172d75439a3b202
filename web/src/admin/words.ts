import { pageLanguage } from '../session/language';

/** Every word of the operator's pages, in the viewer's language; only the one that is spoken is loaded, and only here. */
export const w =
  pageLanguage === 'de' ? (await import('./words-de')).german : (await import('./words-en')).english;
