/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Takes the password out of any URL in the text. */
export function redactUrl(text: string): string {
  return text.replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s@]*@/g, `$1:${REDACTED}@`);
}

/**
 * Takes out what must not lie in a log: passwords in URLs, bearer tokens, and the numbers that name a person in
 * China: resident identity numbers (18 characters) and mobile numbers (11 digits from 13 to 19).
 */
export function redactText(text: string): string {
  return redactUrl(text)
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`)
    .replaceAll(/(?<![\dA-Za-z-])[1-9]\d{16}[\dXx](?![\dA-Za-z-])/g, REDACTED)
    .replaceAll(/(?<![\dA-Za-z-])1[3-9]\d{9}(?![\dA-Za-z-])/g, REDACTED);
}
