import type { FileRead, Grid, OtherSheet } from '../grid.ts';
import { refusedFile } from '../refused-file.ts';
import { readDateStyles } from './date-styles.ts';
import { attributeOf, parseXml, unescaped } from './parse-xml.ts';
import { readWorksheet } from './read-worksheet.ts';
import { openZip, type ZipEntries } from './zip-entries.ts';

interface SheetEntry extends OtherSheet {
  readonly relation: string;
}

/** Which sheet to read: by its name, or the first visible one that `isTable` recognises, else the first visible one. */
export interface SheetChoice {
  readonly name?: string | undefined;
  readonly isTable: (grid: Grid) => boolean;
}

/** Most sheets that are looked into for a table. */
const LOOKED_INTO = 20;

/** Reads one sheet of an .xlsx workbook. Throws `body-invalid` where there is no such sheet or no workbook. */
export async function readWorkbook(
  bytes: Uint8Array,
  choice: SheetChoice,
): Promise<{ grid: Grid; read: FileRead }> {
  const zip = await openZip(bytes);
  try {
    return await readFrom(zip, choice);
  } finally {
    zip.close();
  }
}

async function readFrom(zip: ZipEntries, choice: SheetChoice): Promise<{ grid: Grid; read: FileRead }> {
  const workbook = await pathOfWorkbook(zip);
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const related = await readRelations(zip, relationsOf(workbook), folder);
  const { sheets, epoch } = await readSheets(zip, workbook);
  const terms = {
    strings: await readStrings(zip.read(related.byType.get('sharedStrings') ?? '')),
    dateStyles: await readDateStylesOf(zip, related.byType.get('styles')),
    epoch,
  };
  let first: { grid: Grid; read: FileRead } | undefined;
  for (const sheet of candidates(sheets, choice.name).slice(0, LOOKED_INTO)) {
    const path = related.byId.get(sheet.relation);
    if (path === undefined || !path.includes('worksheets')) continue;
    const { rows, hiddenRows } = await readWorksheet(zip.read(path), terms);
    const grid: Grid = { rows, epoch };
    const otherSheets = sheets
      .filter((other) => other !== sheet)
      .map(({ name, hidden }) => ({ name, hidden }));
    const read: FileRead = { format: 'xlsx', encoding: null, sheet: sheet.name, otherSheets, hiddenRows };
    if (choice.name !== undefined || choice.isTable(grid)) return { grid, read };
    first ??= { grid, read };
  }
  if (first === undefined)
    throw refusedFile('工作簿中没有可读的工作表。', 'The workbook has no sheet that can be read.');
  return first;
}

/** The sheets that may be meant, in their order. Throws `body-invalid` where a name is given that no sheet has. */
function candidates(sheets: readonly SheetEntry[], name: string | undefined): readonly SheetEntry[] {
  if (name === undefined) {
    const visible = sheets.filter(({ hidden }) => !hidden);
    return visible.length > 0 ? visible : sheets;
  }
  const named = sheets.filter((sheet) => sheet.name.trim() === name.trim());
  if (named.length > 0) return named;
  const names = sheets.map((sheet) => `“${sheet.name}”`).join('、');
  throw refusedFile(
    `工作簿中没有名为“${name}”的工作表，只有：${names}。`,
    `The workbook has no sheet "${name}", it has: ${names}.`,
  );
}

async function pathOfWorkbook(zip: ZipEntries): Promise<string> {
  const { byType } = await readRelations(zip, '_rels/.rels', '');
  const path = byType.get('officeDocument') ?? 'xl/workbook.xml';
  if (zip.names.includes(path) && path.endsWith('.xml') && path.startsWith('xl/')) return path;
  throw refusedFile(
    '这不是 .xlsx 工作簿（可能是 .xlsb、.ods 或 Word 文件）：请在电子表格中另存为 .xlsx 或 CSV 再导入。',
    'This is not an .xlsx workbook, perhaps an .xlsb, an .ods or a text document: save it as .xlsx or CSV and import that.',
  );
}

interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  readonly byType: ReadonlyMap<string, string>;
}

/** Where the parts of a workbook lie, by the name and by the last word of the kind under which they are referred to. */
async function readRelations(zip: ZipEntries, path: string, folder: string): Promise<Relations> {
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  await parseXml(orNothing(zip.read(path)), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      const full = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      byId.set(attributeOf(attributes, 'Id') ?? '', full);
      byType.set((attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '', full);
    },
  });
  return { byId, byType };
}

function relationsOf(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`;
}

async function readSheets(
  zip: ZipEntries,
  path: string,
): Promise<{ sheets: SheetEntry[]; epoch: 1900 | 1904 }> {
  const sheets: SheetEntry[] = [];
  let epoch: 1900 | 1904 = 1900;
  await parseXml(zip.read(path), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '')) {
        epoch = 1904;
      }
      if (name !== 'sheet') return;
      const state = attributeOf(attributes, 'state') ?? 'visible';
      // The relation is the attribute with a prefix; the other one called id is a number.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributeOf(attributes, 'name') ?? '', hidden: state !== 'visible', relation });
    },
  });
  return { sheets, epoch };
}

async function readStrings(pieces: AsyncIterable<string>): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let reading = false;
  let phonetic = false;
  await parseXml(orNothing(pieces), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') reading = !phonetic;
    },
    text: (read) => {
      if (reading) text += read;
    },
    close: (name) => {
      if (name === 't') reading = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

async function readDateStylesOf(zip: ZipEntries, path: string | undefined): Promise<readonly boolean[]> {
  return path === undefined || !zip.names.includes(path) ? [] : readDateStyles(zip.read(path));
}

/** The text of a part, or an empty document where the workbook leaves the part out. */
async function* orNothing(pieces: AsyncIterable<string>): AsyncIterable<string> {
  let any = false;
  for await (const piece of pieces) {
    any ||= piece !== '';
    yield piece;
  }
  if (!any) yield '<none/>';
}
