import type { Title } from '../../../src/engine/definition/define.ts';
import { LimitSchema } from '../../../src/vocabulary/limit.ts';
import { limitInWords } from '../../../src/vocabulary/limit-words.ts';
import type { ToldEvent } from '../../../src/vocabulary/readings.ts';
import { urgencySchema, urgencyTitles } from '../../vocabulary.ts';
import type { ReformTaskContext } from '../context.ts';
import type { CorrectedField } from './corrected-fields.ts';

const FIELDS: Readonly<Record<CorrectedField, Title>> = {
  title: { zh: '任务名称', en: 'title' },
  goal: { zh: '工作目标', en: 'goal' },
  limit: { zh: '完成时限', en: 'limit' },
  coUnits: { zh: '配合单位', en: 'co-organising units' },
  category: { zh: '事项分类', en: 'category' },
  urgency: { zh: '紧急程度', en: 'urgency' },
  source: { zh: '来源', en: 'source' },
  criteria: { zh: '验收标准', en: 'acceptance criteria' },
};

/** What a correction changed, from what to what, and why; undefined where the task remembers no such event. */
export function toldCorrection(
  { id: event }: Pick<ToldEvent, 'id'>,
  { corrections }: Pick<ReformTaskContext, 'corrections'>,
): Title | undefined {
  const entry = corrections.find(({ id }) => id === event);
  if (entry === undefined) return undefined;
  const changes = entry.changes.map(({ field, before, after }) => {
    const name = FIELDS[field];
    const [from, to] =
      field === 'urgency'
        ? [urgencyWords(before), urgencyWords(after)]
        : [valueWords(before), valueWords(after)];
    return { zh: `${name.zh}由${from.zh}改为${to.zh}`, en: `${name.en} from ${from.en} to ${to.en}` };
  });
  return {
    zh: `${changes.map(({ zh }) => zh).join('；')}。理由：“${entry.reason}”`,
    en: `Changed ${changes.map(({ en }) => en).join('; ')}. Reason: “${entry.reason}”`,
  };
}

function valueWords(value: unknown): Title {
  if (value === null || value === undefined) return { zh: '（未填）', en: '(nothing)' };
  if (typeof value === 'string') return { zh: `“${value}”`, en: `“${value}”` };
  if (Array.isArray(value)) {
    const lines = value.map((one: unknown) => (isCriterion(one) ? `${one.id} ${one.text}` : String(one)));
    const [zh, en] = [lines.join('、'), lines.join(', ')];
    return value.length === 0 ? { zh: '（无）', en: '(none)' } : { zh: `“${zh}”`, en: `“${en}”` };
  }
  return limitInWords(LimitSchema.parse(value));
}

function urgencyWords(value: unknown): Title {
  const { data: urgency } = urgencySchema.safeParse(value);
  return urgency === undefined ? valueWords(value) : urgencyTitles[urgency];
}

function isCriterion(value: unknown): value is { readonly id: string; readonly text: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'text' in value;
}
