/** The one form under which a unit's code, name or alias is looked up: width, case and spaces do not matter. */
export function unitKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, '')
    .toUpperCase();
}

/**
 * The keys a written unit name may stand for, the exact one first: people write 县教育局, 教育局 and 安吉县教育局
 * for the same bureau. Nothing else is guessed: another county's name in front stays a miss.
 */
export function unitKeysTried(text: string, county: string | undefined): readonly string[] {
  const key = unitKey(text);
  const keys = [key];
  const front = unitKey(county ?? '');
  const short = front !== '' && key.startsWith(front) ? key.slice(front.length) : undefined;
  if (short) keys.push(`县${short}`, short);
  if (key.startsWith('县')) keys.push(key.slice(1));
  else keys.push(`县${key}`);
  return keys;
}
