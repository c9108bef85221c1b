import { Problem } from '../../platform/wording/problem.ts';
import { partsOf, partsWords } from '../../platform/wording/problem-parts.ts';
import { checkDirectory } from '../check/check-directory.ts';
import type { Directory } from '../directory.ts';
import { sortedDirectory } from './directory-diff.ts';
import { directorySchema } from './directory-schema.ts';

/** The whole directory with its history as JSON text, the same text for the same directory. */
export function exportDirectory(directory: Directory): string {
  return `${JSON.stringify(sortedDirectory(directory), null, 2)}\n`;
}

/** A directory from its export. Throws `body-invalid` naming the place and what was expected; so for a contradiction. */
export function importDirectory(text: string): Directory {
  const content = jsonOf(text);
  const parsed = directorySchema.safeParse(content);
  if (!parsed.success) {
    const errors = partsOf(directorySchema, parsed.error, content);
    const head = {
      zh: '导出的目录不符合要求，请使用未经改动的导出文件',
      en: 'The exported directory is not valid, use one as it came',
    };
    throw new Problem('body-invalid', partsWords(head, errors), { errors });
  }
  const [fault] = checkDirectory(parsed.data);
  if (fault) {
    const { zh, en } = fault.message;
    throw new Problem('body-invalid', {
      zh: `导出的目录自相矛盾：${fault.id}${zh}。`,
      en: `The exported directory contradicts itself: ${fault.id} ${en}.`,
    });
  }
  return sortedDirectory(parsed.data);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new Problem('body-invalid', {
      zh: '应为导出所得的 JSON 文件，此文件不是合法的 JSON。',
      en: `Expected the JSON of an export: ${found}.`,
    });
  }
}
