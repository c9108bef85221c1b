import { decodeText } from './csv/decode-text.ts';
import { readCsv } from './csv/read-csv.ts';
import type { FileRead, Grid } from './grid.ts';
import { refusedFile } from './refused-file.ts';
import { readWorkbook, type SheetChoice } from './xlsx/read-workbook.ts';
import { locked } from './xlsx/zip-entries.ts';

/**
 * Reads a file of a spreadsheet by what it holds, whatever it calls itself: an .xlsx workbook, or text whose cells are
 * parted by comma, tab or semicolon. Throws `body-invalid` saying what to do with any other file.
 */
export async function readFile(
  bytes: Uint8Array,
  choice: SheetChoice,
): Promise<{ grid: Grid; read: FileRead }> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  if (head.subarray(0, 4).equals(ZIP)) return readWorkbook(bytes, choice);
  if (head.subarray(0, 8).equals(OLE)) throw oldFormat(bytes);
  const { text, encoding } = textOf(bytes, head);
  const read: FileRead = { format: 'csv', encoding, sheet: null, otherSheets: [], hiddenRows: 0 };
  return { grid: readCsv(text), read };
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The stream in which Office keeps a workbook that has a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

function oldFormat(bytes: Uint8Array): Error {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(ENCRYPTED)) return locked();
  return refusedFile(
    '这是旧格式的 .xls（或 .et）文件：请在电子表格中另存为 .xlsx 或 CSV 再导入。',
    'This is a workbook in the old .xls (or .et) format: save it as .xlsx or CSV and import that.',
  );
}

function textOf(bytes: Uint8Array, head: Buffer): ReturnType<typeof decodeText> {
  const start = head.toString('latin1').trimStart().slice(0, 200).toLowerCase();
  if (start.startsWith('%pdf') || start.startsWith('{\\rtf'))
    throw notATable('PDF 或 RTF 文件', 'a PDF or RTF document');
  const decoded = decodeText(bytes);
  if (/^\s*<(!doctype|html|table|\?xml|meta)\b/i.test(decoded.text)) {
    throw notATable(
      '网页或 XML 文件（有的系统以 .xls 为名导出网页）',
      'a web page or XML, which some systems call .xls',
    );
  }
  return decoded;
}

function notATable(zh: string, en: string): Error {
  return refusedFile(
    `这是${zh}，不是表格：请在电子表格中打开，另存为 .xlsx 或 CSV 再导入。`,
    `This is ${en}, no table: open it in a spreadsheet, save it as .xlsx or CSV and import that.`,
  );
}
