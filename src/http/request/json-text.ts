import { isUtf8 } from 'node:buffer';
import { Problem } from '../../platform/wording/problem.ts';
import type { Words } from '../../platform/wording/words.ts';

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125];

/** U+0000, and with the flag `u` half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Reads JSON as a client sent it. Throws `body-invalid` for what no handler should ever see. */
export function parseJson(bytes: Buffer, maxDepth: number): unknown {
  if (!isUtf8(bytes))
    throw new Problem('body-invalid', {
      zh: '请求体不是 UTF-8 文本，请以 UTF-8 编码发送。',
      en: 'The body is not UTF-8; send it encoded so.',
    });
  if (isDeeperThan(bytes, maxDepth)) {
    throw new Problem('body-invalid', {
      zh: `请求体嵌套超过 ${maxDepth} 层。`,
      en: `The JSON is nested deeper than ${maxDepth} levels.`,
    });
  }
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const place = /position (\d+)/.exec(why)?.[1];
    throw new Problem('body-invalid', {
      zh: `请求体不是合法的 JSON${place === undefined ? '' : `，第 ${place} 个字符处有误`}。`,
      en: `The body is not valid JSON: ${why}.`,
    });
  }
  // In well-formed UTF-8 such characters can only come by way of an escape.
  if (text.includes('\\u')) refuseUnstorable(value, '');
  return value;
}

const UNSTORABLE_WORDS: Words = {
  zh: '含有无法保存的字符（U+0000 或半个代理对），请删去',
  en: 'Holds a character that cannot be kept (U+0000 or half of a surrogate pair); remove it',
};

/** Counts brackets outside strings, so that depth is known before anything recurses into the value. */
function isDeeperThan(bytes: Buffer, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (++depth > maxDepth) return true;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--;
  }
  return false;
}

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair, so they end here as the client's fault. */
function refuseUnstorable(value: unknown, pointer: string): void {
  if (typeof value === 'string') {
    if (!UNSTORABLE.test(value)) return;
    throw new Problem(
      'body-invalid',
      {
        zh: `${pointer || '/'}：${UNSTORABLE_WORDS.zh}。`,
        en: `${pointer || '/'}: ${UNSTORABLE_WORDS.en}.`,
      },
      {
        errors: [{ pointer, code: 'unstorable', message: UNSTORABLE_WORDS }],
      },
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseUnstorable(key, pointer);
    refuseUnstorable(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}
