/** The columns of a county ledger, as the task force heads them. */
export const LEDGER_COLUMNS = [
  '序号',
  '任务名称',
  '工作目标',
  '牵头单位',
  '配合单位',
  '事项分类',
  '完成时限',
  '紧急程度',
  '来源',
] as const;
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number];

/** Columns without which no row could be accepted. */
export const REQUIRED_COLUMNS = ['任务名称', '完成时限'] as const satisfies readonly LedgerColumn[];

/** The cells of a row, trimmed; empty where the file has no such column. */
export type LedgerCells = Readonly<Record<LedgerColumn, string>>;
