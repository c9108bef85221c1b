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
    throw new Problem('body-invalid', {
      zh: '文件编码无法识别，请另存为 UTF-8 或 GB18030 编码的 CSV 后再导入。',
      en: 'The encoding of the file is not known; save it as CSV in UTF-8 or GB18030 and import it again.',
    });
  }
  return { text, encoding };
}
