import { foldName } from '../../sheet/fold.ts';

type Urgency = 'normal' | 'urgent';

/** What offices write for urgency, and which of the two it is here. */
const WORDS: Readonly<Record<Urgency, readonly string[]>> = {
  normal: [
    '普通',
    '一般',
    '平',
    '平件',
    '平急',
    '常规',
    '正常',
    '否',
    '无',
    '-',
    '/',
    'normal',
    '普通件',
    '一般件',
    '缓',
  ],
  urgent: [
    '紧急',
    '急',
    '加急',
    '特急',
    '特提',
    '急件',
    '紧急件',
    '加急件',
    '特急件',
    '十万火急',
    '非常紧急',
    '较急',
    '比较紧急',
    '限时',
    '火急',
    '是',
    'urgent',
    '急办',
  ],
};

/** The words that are written here; every other one is said to have been taken for one of them. */
export const URGENCY_WORDS: Readonly<Record<Urgency, string>> = { normal: '普通', urgent: '紧急' };

/** The urgency that a word stands for; undefined where it stands for none. */
export function readUrgency(written: string): Urgency | undefined {
  const key = foldName(written);
  if (WORDS.normal.includes(key)) return 'normal';
  return WORDS.urgent.includes(key) ? 'urgent' : undefined;
}
