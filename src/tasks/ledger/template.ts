import { LEDGER_COLUMNS, type LedgerCells, type LedgerColumn } from '../../contract/ledger-columns.ts';
import { BOM, writeCsv } from '../../sheet/csv/write-csv.ts';
import { writeXlsx } from '../../sheet/write-xlsx.ts';
import { URGENCY_WORDS } from '../view/urgency-words.ts';

/** Begins the example's own number, by which an import knows it and leaves it out. */
const EXAMPLE = '示例';

/** The columns of the template, and what its example writes in each. */
const EXAMPLE_CELLS: Readonly<Partial<Record<LedgerColumn, string>>> = {
  序号: `${EXAMPLE}（导入时不读）`,
  任务名称: '智慧犬管平台优化升级',
  工作目标: '犬只登记、免疫、年检、收容、注销全周期闭环管理',
  验收标准: '1. 平台上线\n2. 数据与诊疗机构互通',
  牵头单位: '县综合执法局',
  配合单位: '县农业农村局；各乡镇（街道）',
  事项分类: '城乡建设/城市建设和市政管理',
  属地: '',
  完成时限: '30个工作日',
  紧急程度: '普通',
  来源: '专班交办',
};

const TEMPLATE_COLUMNS = LEDGER_COLUMNS.filter((column) => column in EXAMPLE_CELLS);

/** Names of the columns that offer a choice, and what they offer. */
const CHOICES: Readonly<Partial<Record<LedgerColumn, readonly string[]>>> = {
  紧急程度: [URGENCY_WORDS.normal, URGENCY_WORDS.urgent],
};

/** The template as CSV (UTF-8 with BOM). */
export function templateCsv(): string {
  return `${BOM}${writeCsv(templateRows())}`;
}

/** The template as an .xlsx workbook, with lists to choose from. */
export function templateXlsx(): Promise<Buffer> {
  const choices = TEMPLATE_COLUMNS.flatMap((column, place) => {
    const offered = CHOICES[column];
    return offered === undefined ? [] : [[place, offered] as const];
  });
  const widths = TEMPLATE_COLUMNS.map((column) =>
    Math.max(14, Math.min(40, (EXAMPLE_CELLS[column]?.length ?? 0) * 2)),
  );
  return writeXlsx({ name: '台账', rows: templateRows(), widths, choices: new Map(choices) });
}

/** The rows of the template: the heading, and an example of how a row is filled in. */
function templateRows(): readonly (readonly string[])[] {
  return [TEMPLATE_COLUMNS, TEMPLATE_COLUMNS.map((column) => EXAMPLE_CELLS[column] ?? '')];
}

/** True for the template's own example, which is no row of a ledger. */
export function isTemplateExample(cells: LedgerCells): boolean {
  return cells['序号'].startsWith(EXAMPLE);
}
