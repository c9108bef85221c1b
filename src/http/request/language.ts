import type { Language } from '../../platform/wording/words.ts';

/** The language to answer in: English where it is asked for before any Chinese, Chinese otherwise. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'zh';
  const ranked = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find(Boolean);
      return { language: tag.trim().slice(0, 2), quality: q === undefined ? 1 : Number(q), place };
    })
    .filter(({ language, quality }) => quality > 0 && (language === 'zh' || language === 'en'))
    .toSorted((a, b) => b.quality - a.quality || a.place - b.place);
  return ranked[0]?.language === 'en' ? 'en' : 'zh';
}
