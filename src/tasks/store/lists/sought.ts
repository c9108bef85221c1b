import { numberIn } from '../../../engine/steps/numbers.ts';
import { type SoughtWord, spelled } from '../../../platform/wording/fold-text.ts';
import { containing, type SqlValues } from './parameters.ts';

type Add = SqlValues['add'];

/**
 * That a word is found: in the number of the task, in full or part, or anywhere in its texts. What belongs to another
 * task is found by the texts of that one (`parts`), and by its own number.
 */
export function sought(word: SoughtWord, parts: boolean, add: Add): string {
  const texts = `SELECT task_id FROM task_search WHERE text LIKE ${add(containing(spelled(word.folded)))}`;
  const numbers = numbered(word, add);
  const found = numbers === undefined ? texts : `${numbers} UNION ALL ${texts}`;
  if (!parts) return `task.id IN (${found})`;
  return `(task.id = ANY(ARRAY(${found})) OR task.parent = ANY(ARRAY(${texts})))`;
}

/** The tasks whose numbers a word may be. */
function numbered({ number, count }: SoughtWord, add: Add): string | undefined {
  if (count !== undefined) {
    const digits = add(numberIn('', count));
    return `SELECT called.task_id FROM task_series AS series
      JOIN task_number AS called ON called.number = series.name || ${digits}::text`;
  }
  if (number === undefined) return undefined;
  const { series, digits } = number;
  const exact = add(digits === '' ? '' : numberIn(series, Number(digits)));
  const found = `SELECT called.task_id FROM task_number AS called WHERE called.number = ${exact}`;
  // Zeros in front, and fewer digits than a number has: it is being typed. A colon comes after all digits.
  const isTyped = digits === '' || (digits.startsWith('0') && digits.length < DIGITS);
  if (!isTyped) return found;
  const begun = series + digits;
  return `${found} OR (called.number >= ${add(begun)} AND called.number < ${add(`${begun}:`)})`;
}

const DIGITS = numberIn('', 0).length;
