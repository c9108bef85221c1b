import type { HeadingAnswers } from '../../../sheet/columns.ts';

/** Words for a column that is not to be read. */
const IGNORED = ['忽略', '不读', 'ignore', '-', ''];

/** Reads `责任单=牵头单位,经费=忽略`; undefined where it is not written so. */
export function readHeadingAnswers(text: string): HeadingAnswers | undefined {
  const answers = new Map<string, string | undefined>();
  for (const part of text.split(/[,，]/)) {
    const equals = part.lastIndexOf('=');
    const heading = part.slice(0, Math.max(equals, 0)).trim();
    if (heading === '') return undefined;
    const column = part.slice(equals + 1).trim();
    answers.set(heading, IGNORED.includes(column.toLowerCase()) ? undefined : column);
  }
  return answers;
}
