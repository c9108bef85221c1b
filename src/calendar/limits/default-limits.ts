import { z } from 'zod';
import { folded } from '../../platform/wording/fold-text.ts';
import { said, saidIssue } from '../../platform/wording/said.ts';
import { categoryParts, isWithinCategory } from '../../vocabulary/category.ts';

const words = z.array(z.string().trim().min(1)).min(1).readonly();

const URGENCIES = ['normal', 'urgent'] as const;

/** What a matter must be for a default to be meant for it: all that is given holds, any word of a list will do. */
const conditions = z
  .strictObject({
    source: words
      .refine((all) => all.every((word) => folded(word) !== ''), {
        error: said('只有标点，应有字', 'expected letters, not punctuation alone'),
      })
      .optional()
      .meta({ description: '来源含其中之一 The source holds one of these words' }),
    category: words.optional().meta({
      description: '事项分类在其中之一之下 The category is one of these or lies below it',
    }),
    urgency: z.enum(URGENCIES).optional().meta({ description: '紧急程度 Urgency' }),
  })
  .refine((when) => Object.keys(when).length > 0, {
    error: said(
      '至少要有一个条件；通用默认请省去 when',
      'expected a condition; leave out when for the general one',
    ),
  })
  .readonly();

const defaultLimit = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
    title: z.string().trim().min(1).meta({ description: '名称，答复中引用 What answers call it' }),
    when: conditions.optional().meta({
      description:
        '适用条件；不写为通用默认，列在最后 Of what it is; left out it is of everything, and the last',
    }),
    limit: z.strictObject({ workingDays: z.int().min(1).max(1000) }),
  })
  .readonly();

/** Limits taken where none is written, asked from the top: the first that is meant for a matter holds. */
export const DefaultLimitsSchema = z
  .array(defaultLimit)
  .min(1)
  .superRefine((all, context) => {
    for (const [n, one] of all.entries()) {
      const twin = all.findIndex(({ id }) => id === one.id);
      const cover = all.slice(0, n).find((earlier) => covers(earlier, one));
      if (twin < n) {
        const issue = {
          zh: `与第 ${twin + 1} 条同号`,
          en: `expected an id of its own, entry ${twin + 1} has it`,
        };
        context.addIssue({ code: 'custom', path: [n, 'id'], ...saidIssue(issue) });
      } else if (cover !== undefined) {
        const issue = {
          zh: `永远用不到：前面的“${cover.id}”已包括它，请调换次序或删去`,
          en: `expected it above "${cover.id}", which takes all that it is of, or gone`,
        };
        context.addIssue({ code: 'custom', path: [n], ...saidIssue(issue) });
      }
    }
  })
  .readonly();

export type DefaultLimit = z.infer<typeof defaultLimit>;

/** What a default goes by. */
export interface LimitFacts {
  readonly source?: string | undefined;
  readonly category?: string | undefined;
  readonly urgency?: string | undefined;
}

/** The default for a matter; undefined where none is meant for it. */
export function defaultLimitOf(
  defaults: readonly DefaultLimit[],
  { source = '', category = '', urgency = 'normal' }: LimitFacts,
): DefaultLimit | undefined {
  const written = folded(source);
  const path = categoryParts(category);
  return defaults.find(({ when }) => {
    if (when?.source && !when.source.some((word) => written.includes(folded(word)))) return false;
    if (when?.category && !when.category.some((above) => isWithinCategory(path, categoryParts(above))))
      return false;
    return when?.urgency === undefined || when.urgency === urgency;
  });
}

/** Whether an earlier default takes whatever a later one is of. */
function covers({ when: wide }: DefaultLimit, { when: narrow }: DefaultLimit): boolean {
  if (wide?.urgency !== undefined && wide.urgency !== narrow?.urgency) return false;
  const { source, category } = wide ?? {};
  const isSource =
    source === undefined ||
    narrow?.source?.every((longer) => source.some((word) => folded(longer).includes(folded(word))));
  const isCategory =
    category === undefined ||
    narrow?.category?.every((path) =>
      category.some((above) => isWithinCategory(categoryParts(path), categoryParts(above))),
    );
  return isSource === true && isCategory === true;
}

interface UnknownCategory {
  readonly value: string;
  readonly path: readonly PropertyKey[];
  /** As faults call it. */
  readonly place: string;
}

/** Categories that defaults name and a taxonomy lacks, with their places. */
export function unknownCategoriesIn(
  defaults: readonly DefaultLimit[],
  categories: ReadonlySet<string>,
): readonly UnknownCategory[] {
  const known = [...categories].map(categoryParts);
  return defaults.flatMap(({ when }, n) =>
    (when?.category ?? []).flatMap((value, at): UnknownCategory[] => {
      if (known.some((path) => isWithinCategory(path, categoryParts(value)))) return [];
      const place = `defaults[${n}].when.category[${at}]`;
      return [{ value, path: [n, 'when', 'category', at], place }];
    }),
  );
}
