/** The languages that the page speaks, as their tags begin. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const key = 'medianest.language';

function known(tag: string | null): Language | undefined {
  return languages.find((each) => tag?.toLowerCase().startsWith(each));
}

function kept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What the viewer chose; nothing where the page is to follow the browser. */
export const chosenLanguage = known(kept());

/** The language of the page: the chosen one, or the first of the browser's that it speaks. */
export const pageLanguage: Language =
  chosenLanguage ??
  (navigator.languages ?? [navigator.language]).map(known).find((each) => each !== undefined) ??
  'en';

/** Numbers and dates as the viewer's region writes them, where it speaks the page's language. */
export const pageLocale: string = navigator.language.startsWith(pageLanguage)
  ? navigator.language
  : pageLanguage;

/** Keeps the choice; the page begins anew in that language. */
export function chooseLanguage(language: Language | ''): void {
  try {
    if (language === '') localStorage.removeItem(key);
    else localStorage.setItem(key, language);
  } catch {
    // A browser that keeps nothing cannot keep this either.
  }
  location.reload();
}
