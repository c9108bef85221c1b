import { type Language, languageOf, WORDS, type Words } from './words.ts';

const LANGUAGE_KEY = 'onedoor-language';

/** The language of this page, for as long as it is loaded. */
export const language: Language = languageOf(localStorage.getItem(LANGUAGE_KEY), navigator.language);

/** What the page says, in its language. */
export const say = WORDS[language];

/** A two-language text of the API, in the language of the page. */
export function told(words: Words): string {
  return words[language];
}

/** Has the page speak the other language. */
export function switchLanguage(): void {
  localStorage.setItem(LANGUAGE_KEY, language === 'zh' ? 'en' : 'zh');
  location.reload();
}

/** Where the product stands below its host: behind a proxy that may be a folder. */
export const base: string = document.documentElement.dataset['base'] ?? '';

/** The path of the page, without what a proxy put before it. */
export function pathNow(): string {
  return location.pathname.slice(base.length) || '/';
}

/** Goes to another page of ours without loading anything anew. */
export function go(path: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', base + path);
  else history.pushState(null, '', base + path);
  dispatchEvent(new PopStateEvent('popstate'));
}
