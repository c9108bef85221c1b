import type { Title } from '../../engine/definition/define.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { choices, type Nearest } from '../entry/note.ts';

/** The refusal of a filter that can find nothing, with what there is instead: an empty list would be taken for an answer. */
export function refusedFilter(
  parameter: string,
  value: string,
  why: Title,
  known: readonly Nearest[] = [],
): Problem {
  const told = choices(known);
  const given = value.slice(0, 80);
  return new Problem(
    'query-invalid',
    {
      zh: `筛选条件 ${parameter}=${given}：${why.zh}${told.zh}。`,
      en: `Filter ${parameter}=${given}: ${why.en}${told.en}.`,
    },
    { parameter, ...(known.length === 0 ? {} : { known }) },
  );
}
