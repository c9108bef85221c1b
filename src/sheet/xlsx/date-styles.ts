import { attributeOf, parseXml } from './parse-xml.ts';

/** Formats of dates and times that workbooks know by number alone, those of Chinese spreadsheets among them. */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Which styles show a number as a date or a time, by their place in the workbook. */
export async function readDateStyles(pieces: AsyncIterable<string>): Promise<readonly boolean[]> {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let within = false;
  await parseXml(pieces, {
    open: (name, attributes) => {
      if (name === 'cellXfs') within = true;
      const format = Number(attributeOf(attributes, 'numFmtId'));
      if (name === 'numFmt') own.set(format, showsTime(attributeOf(attributes, 'formatCode') ?? ''));
      if (name === 'xf' && within) styles.push(own.get(format) ?? isBuiltIn(format));
    },
    close: (name) => {
      if (name === 'cellXfs') within = false;
    },
  });
  return styles;
}

function isBuiltIn(format: number): boolean {
  return BUILT_IN.some(([from, to]) => format >= from && format <= to);
}

/** True for a format such as `yyyy"年"m"月"d"日"`; what is quoted, bracketed or escaped is only shown. */
function showsTime(code: string): boolean {
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '').replace(/General/gi, ''));
}
