/** A text in which width makes no difference: `３０` is `30`, `（` is `(`, and every dash is `-`. */
export function foldWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, '-')
    .replaceAll(/[\u3000\s]+/gu, ' ')
    .trim();
}

/** A text by which names are compared: neither width, case nor blanks make a difference. */
export function foldName(text: string): string {
  return foldWidth(text).replaceAll(' ', '').toLowerCase();
}

/** One line of what was written in several. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[^\S ]*[\n\t][\s]*/gu, ' ').trim();
}
