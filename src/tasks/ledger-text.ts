import iconv from 'iconv-lite';
import { Problem } from '../platform/problem.ts';

export interface LedgerText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'GB18030';
}

/**
 * The text of a ledger file: UTF-8, with or without BOM, where its bytes are valid UTF-8, else GB18030 as Chinese
 * spreadsheets save it. Throws `body-invalid` where it is neither.
 */
export function decodeLedger(bytes: Uint8Array): LedgerText {
  const utf8 = decodeUtf8(bytes);
  const text = utf8 ?? iconv.decode(Buffer.from(bytes), 'gb18030');
  // iconv-lite marks what it cannot read by U+FFFD; NUL bytes are UTF-16 or no text at all.
  if (utf8 === undefined ? /[\uFFFD\0]/.test(text) : text.includes('\0')) {
    throw new Problem(
      'body-invalid',
      '文件编码无法识别：应为 UTF-8 或 GB18030 的 CSV (expected a CSV file in UTF-8 or GB18030).',
    );
  }
  return { text, encoding: utf8 === undefined ? 'GB18030' : 'UTF-8' };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
