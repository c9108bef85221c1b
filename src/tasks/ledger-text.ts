import { isUtf8 } from 'node:buffer';
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
  const encoding = isUtf8(bytes) ? 'UTF-8' : 'GB18030';
  // Takes a BOM away; what cannot be read becomes U+FFFD.
  const text = iconv.decode(Buffer.from(bytes), encoding);
  // A NUL betrays UTF-16, or no text at all.
  if (text.includes('\0') || (encoding === 'GB18030' && text.includes('\uFFFD'))) {
    throw new Problem(
      'body-invalid',
      '文件编码无法识别：应为 UTF-8 或 GB18030 的 CSV (expected a CSV file in UTF-8 or GB18030).',
    );
  }
  return { text, encoding };
}
