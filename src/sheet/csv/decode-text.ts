import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { TextEncoding } from '../grid.ts';
import { refusedFile } from '../refused-file.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * The text of a file: UTF-16 where a BOM says so or every other byte of ASCII is zero, else UTF-8 where the bytes are
 * valid, else GB18030 as Chinese spreadsheets save it. Throws `body-invalid` where it is none of them.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideEncodingOf(buffer);
  const encoding = wide ?? (isUtf8(buffer) ? 'UTF-8' : 'GB18030');
  // Takes a BOM away; what cannot be read becomes U+FFFD.
  const text = iconv.decode(buffer, encoding);
  if (text.includes('\0') || (encoding !== 'UTF-8' && text.includes('\uFFFD'))) {
    throw refusedFile(
      '文件编码无法识别：请另存为 UTF-8 或 GB18030 的 CSV，或 .xlsx 工作簿后再导入。',
      'The encoding of the file is not known: save it as CSV in UTF-8 or GB18030, or as an .xlsx workbook.',
    );
  }
  return { text, encoding: wide === undefined ? (encoding as TextEncoding) : 'UTF-16' };
}

function wideEncodingOf(buffer: Buffer): 'UTF-16LE' | 'UTF-16BE' | undefined {
  if (buffer.length < 4 || buffer.length % 2 !== 0) return undefined;
  const [first, second] = buffer;
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  // Without a BOM: separators and line ends are ASCII, whose zero byte comes first or second.
  const zeros = [0, 0];
  for (const [place, byte] of buffer.subarray(0, 4096).entries()) {
    if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even === odd) return undefined;
  return even > odd ? 'UTF-16BE' : 'UTF-16LE';
}
