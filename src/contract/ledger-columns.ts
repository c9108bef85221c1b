import type { SheetColumn } from '../sheet/columns.ts';

/** The columns of a county ledger, with the headings under which offices write them; what is `told` only exports have. */
const COLUMNS = [
  { key: '编号', names: ['编号', '任务编号', '事项编号', '系统编号', '督办编号'] },
  { key: '序号', names: ['序号', '序', '次序', '行号', '顺序号', 'No.', 'No'] },
  {
    key: '任务名称',
    names: [
      '任务名称',
      '事项名称',
      '工作任务',
      '改革任务',
      '任务事项',
      '工作事项',
      '督办事项',
      '重点任务',
      '重点工作',
      '主要任务',
      '具体任务',
      '改革事项',
      '项目名称',
      '任务内容',
      '任务',
      '事项',
      '名称',
      '标题',
    ],
    required: true,
  },
  {
    key: '工作目标',
    names: [
      '工作目标',
      '任务目标',
      '目标任务',
      '目标',
      '目标要求',
      '工作要求',
      '工作内容',
      '主要内容',
      '具体内容',
      '任务要求',
    ],
  },
  {
    key: '验收标准',
    names: ['验收标准', '办结标准', '完成标准', '考核标准', '验收要求', '成果要求', '标志性成果', '预期成果'],
  },
  {
    key: '牵头单位',
    names: [
      '牵头单位',
      '责任单位',
      '主办单位',
      '承办单位',
      '牵头部门',
      '责任部门',
      '主办部门',
      '承办部门',
      '牵头责任单位',
      '主要责任单位',
      '主责单位',
      '主责部门',
      '办理单位',
      '落实单位',
      '实施单位',
      '主体单位',
    ],
  },
  {
    key: '配合单位',
    names: [
      '配合单位',
      '协办单位',
      '协同单位',
      '协作单位',
      '配合部门',
      '协办部门',
      '协同部门',
      '会办单位',
      '参与单位',
      '配合责任单位',
      '参加单位',
    ],
  },
  {
    key: '事项分类',
    names: ['事项分类', '任务分类', '任务类别', '事项类别', '分类', '类别', '事项类型', '所属领域', '领域'],
  },
  { key: '属地', names: ['属地', '地点', '所属乡镇', '所在地', '区域', '所属区域', '属地乡镇', '乡镇街道'] },
  { key: '关键词', names: ['关键词', '关键字', '标签', '主题词'] },
  {
    key: '完成时限',
    names: [
      '完成时限',
      '办结时限',
      '截止日期',
      '截止时间',
      '完成时间',
      '完成日期',
      '办理时限',
      '办结期限',
      '完成期限',
      '办理期限',
      '时限要求',
      '时间要求',
      '要求完成时间',
      '计划完成时间',
      '计划完成日期',
      '计划完成时限',
      '时间节点',
      '完成节点',
      '时限',
      '期限',
    ],
    required: true,
    mayLack: true,
  },
  {
    key: '紧急程度',
    names: ['紧急程度', '缓急', '缓急程度', '轻重缓急', '急缓程度', '紧急度', '紧急性', '是否紧急'],
  },
  {
    key: '来源',
    names: ['来源', '任务来源', '事项来源', '交办来源', '文件依据', '任务依据', '依据', '出处'],
  },
  { key: '原期限', names: ['原期限'], told: true },
  { key: '现行期限', names: ['现行期限'], told: true },
  { key: '环节', names: ['环节'], told: true },
  { key: '责任岗位', names: ['责任岗位'], told: true },
  { key: '责任人', names: ['责任人'], told: true },
  { key: '红黄绿灯', names: ['红黄绿灯'], told: true },
  { key: '立项时间', names: ['立项时间'], told: true },
  { key: '签收时间', names: ['签收时间'], told: true },
  { key: '办结申请时间', names: ['办结申请时间'], told: true },
  { key: '审核通过时间', names: ['审核通过时间'], told: true },
  { key: '办结时间', names: ['办结时间'], told: true },
  { key: '超期工作日', names: ['超期工作日'], told: true },
  { key: '书面答复', names: ['书面答复'], told: true },
] as const satisfies readonly SheetColumn[];

export type LedgerColumn = Exclude<(typeof COLUMNS)[number], { readonly told: true }>['key'];
/** What has become of a task since it was handed in. */
export type ToldColumn = Extract<(typeof COLUMNS)[number], { readonly told: true }>['key'];

export const ledgerColumns: readonly SheetColumn<LedgerColumn | ToldColumn>[] = COLUMNS;

/** The columns that a row is read from, in their order. */
export const LEDGER_COLUMNS = COLUMNS.filter((column) => !('told' in column)).map(
  ({ key }) => key,
) as readonly LedgerColumn[];
export const TOLD_COLUMNS = COLUMNS.filter((column) => 'told' in column).map(
  ({ key }) => key,
) as readonly ToldColumn[];

/** The cells of a row, trimmed; empty where the file has no such column. */
export type LedgerCells = Readonly<Record<LedgerColumn, string>>;
