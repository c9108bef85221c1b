import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { refusedFile } from '../refused-file.ts';

/** The parts of a workbook are unpacked to no more than this together, whatever a small file claims to hold. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ENTRIES = 2_000;

/** The files within a zip archive, by name. */
export interface ZipEntries {
  readonly names: readonly string[];
  /** The text of a file, piece by piece; nothing where there is no such file. */
  read(name: string): AsyncIterable<string>;
  close(): void;
}

/** Opens a zip archive. Throws `body-invalid` where it is none, is locked, or would unpack to too much. */
export async function openZip(bytes: Uint8Array): Promise<ZipEntries> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await opened(buffer);
  const entries = await entriesOf(zip);
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    async *read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      if ((entry.generalPurposeBitFlag & 1) === 1) throw locked();
      // The archive is held to the size that it states: yauzl ends a file that goes on beyond it.
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_UNPACKED) throw tooLarge();
      const decoder = new TextDecoder('utf-8');
      try {
        for await (const chunk of await streamOf(zip, entry)) {
          yield decoder.decode(chunk as Uint8Array, { stream: true });
        }
      } catch {
        throw broken();
      }
      yield decoder.decode();
    },
    close: () => zip.close(),
  };
}

function opened(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(broken());
      else resolve(zip);
    });
  });
}

function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) reject(tooLarge());
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', () => reject(broken()));
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}

/** A workbook that only its password opens. */
export function locked(): Error {
  return refusedFile(
    '工作簿有密码保护，无法读取：请在电子表格中取消密码后另存为 .xlsx 再导入。',
    'The workbook is protected by a password: take the password away, save it as .xlsx and import it again.',
  );
}

/** A workbook that is cut off or damaged. */
export function broken(): Error {
  return refusedFile(
    '工作簿已损坏或未传完整：请在电子表格中打开并重新另存为 .xlsx 再导入。',
    'The workbook is damaged or was cut off: open it in a spreadsheet, save it as .xlsx again and import that.',
  );
}

function tooLarge(): Error {
  return refusedFile(
    '工作簿解开后过大：请只保留台账所在的工作表，删去图片和空白格式后另存为 .xlsx 再导入。',
    'The workbook unpacks to too much: keep only the sheet of the ledger, without pictures, save it as .xlsx and import that.',
  );
}
