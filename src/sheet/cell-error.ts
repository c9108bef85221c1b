import type { CellQuestion } from './cell-question.ts';

/** What a spreadsheet shows where a formula went wrong, or a column is too narrow; also once it was saved as text. */
const ERROR =
  /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|BLOCKED!|FIELD!|GETTING_DATA|未计算!|#+)$/i;

/** What is wrong with a cell that holds no value but a spreadsheet's error; undefined for every other cell. */
export function cellError(text: string): CellQuestion | undefined {
  if (!ERROR.test(text)) return undefined;
  return {
    kind: 'refused',
    why: {
      zh: '是电子表格的出错标记，不是内容',
      en: 'it is the mark of an error in the spreadsheet',
    },
    write: {
      zh: '正确的内容；有公式的，请先在电子表格中算好，再以“值”粘贴',
      en: 'the content itself; where there is a formula, have it worked out and paste its value',
    },
  };
}
