import { type DefaultLimit, defaultLimitOf, type LimitFacts } from '../../calendar/limits/default-limits.ts';
import { limitsOf } from '../../calendar/limits/task-limits.ts';
import type { Title } from '../../engine/definition/define.ts';
import { counted } from '../../platform/wording/counted.ts';
import type { County } from '../county.ts';
import { URGENCY_WORDS } from '../view/urgency-words.ts';

/** A limit that nobody wrote, as a task records it: what it is, from which default, and why in words. */
export interface DefaultTaken {
  readonly limit: { readonly workingDays: number };
  readonly limitBy: { readonly rule: string; readonly sentence: Title };
}

/** The default limit of a matter of one kind of task now; undefined where the county has set none for it. */
export function defaultLimit(
  { limits }: Pick<County, 'limits'>,
  workflow: string,
  facts: LimitFacts,
): DefaultTaken | undefined {
  const found = defaultLimitOf(limitsOf(limits(), workflow).defaults ?? [], facts);
  if (found === undefined) return undefined;
  return { limit: found.limit, limitBy: { rule: found.id, sentence: inWords(found, facts) } };
}

function inWords({ title, when, limit: { workingDays } }: DefaultLimit, facts: LimitFacts): Title {
  const why = factsInWords({
    source: when?.source && facts.source,
    category: when?.category && facts.category,
    urgency: when?.urgency && facts.urgency,
  });
  return {
    zh: `完成时限未填，按默认时限“${title}”取 ${workingDays} 个工作日${why.zh === '' ? '' : `（${why.zh}）`}`,
    en: `No limit was written: the default “${title}” gives ${counted(workingDays, 'working day')}${why.en === '' ? '' : ` (${why.en})`}`,
  };
}

/** Why a limit has to be written: none is set for a matter like this one. */
export function noDefault(facts: LimitFacts): Title {
  const { zh, en } = factsInWords(facts);
  return {
    zh: `未填，也没有默认时限可用（${zh || '来源、分类均未填'}）`,
    en: `none is written and no default is meant for it (${en || 'without source and category'})`,
  };
}

function factsInWords({ source, category, urgency }: LimitFacts): Title {
  const word = urgency === 'urgent' ? 'urgent' : urgency === 'normal' ? 'normal' : undefined;
  const zh = [
    source && `来源“${source}”`,
    category && `事项分类“${category}”`,
    word && `紧急程度“${URGENCY_WORDS[word]}”`,
  ];
  const en = [
    source && `source “${source}”`,
    category && `category “${category}”`,
    word && `urgency ${word}`,
  ];
  return { zh: given(zh).join('、'), en: given(en).join(', ') };
}

function given(parts: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return parts.filter((part) => part !== undefined && part !== '');
}
