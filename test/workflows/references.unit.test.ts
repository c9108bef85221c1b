import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  declareEvents,
  noData,
  refersTo,
  type WorkflowDefinition,
} from '../../src/engine/definition/define.ts';
import { isOnlyByEngine } from '../../src/engine/definition/offers.ts';
import { partsOf, referenceOf } from '../../src/engine/definition/references.ts';
import { countyResolvers } from '../../src/tasks/entry/resolvers.ts';
import { isoDate, limit, line, prose, seatId, titled, unitCode } from '../../workflows/fields.ts';
import { workflows } from '../../workflows/index.ts';
import { repertoires } from './moves/repertoires.ts';
import { opened } from './stage.ts';

/** What only a code, a day or an id looks like; a field that takes one of these and no plain text is a reference. */
const CODES = [
  '330523-O40',
  '330523-O40-S1',
  '330523-O40/A',
  '330523-O40-S1/H',
  '0190f1c2-7a11-7000-8000-000000000001',
  '2026-12-31',
];
const PLAIN = '一句话';

/** What fields are called that name something, whatever they look like. */
const NAMES =
  /^(unit|leadUnit|coUnits?|units|proposedUnit|section|sections|seat|seats|person|people|category|criterion|child|children|condition|officer|deputy|until|reviewOn|date|day|limit)$/;

interface Leaf {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

/** Fields without anything within, down to what is a reference already. */
function leavesOf(schema: z.core.$ZodType, path = ''): readonly Leaf[] {
  if (referenceOf(schema) !== undefined) return [];
  const parts = partsOf(schema);
  if (parts.length === 0) return [{ path, schema }];
  return parts.flatMap(({ of, key }) => leavesOf(of, key === undefined ? path : `${path}/${key}`));
}

/** The fields that name something and do not say what. */
function undeclared(schema: z.ZodType): readonly string[] {
  return leavesOf(schema)
    .filter(({ schema: leaf, path }) => {
      const takes = (text: string) => z.safeParse(leaf, text).success;
      const name = path.split('/').findLast((part) => part !== '*') ?? '';
      return (CODES.some(takes) && !takes(PLAIN)) || (NAMES.test(name) && takes(PLAIN));
    })
    .map(({ path }) => path);
}

/** What comes in at the door of a workflow: each event of people, and what may be submitted. */
function entriesOf({ name, events, input, submittedBy }: WorkflowDefinition) {
  const sent = Object.entries(events)
    .filter(([, declared]) => !isOnlyByEngine(declared))
    .map(([type, { data }]) => [`${name} ${type}`, data] as const);
  return submittedBy.length === 0 ? sent : [...sent, [`${name} input`, input] as const];
}

describe('what comes in at the door', () => {
  it.each(workflows.flatMap(entriesOf))('%s says of each name what it names', (_entry, schema) => {
    expect(undeclared(schema)).toEqual([]);
  });

  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    '%s names only what somebody can look up',
    (_name, definition) => {
      const repertoire = repertoires.find((one) => one.definition === definition);
      if (repertoire === undefined) throw new Error(`${definition.name} has no repertoire.`);
      const { snapshot } = opened(definition, repertoire.openings[0]?.input);
      const own = definition.names(snapshot.context);
      const known = [...Object.keys(countyResolvers), ...Object.keys(own)];
      const kinds = entriesOf(definition).flatMap(([, schema]) => kindsIn(schema));
      expect(kinds.filter((kind) => !known.includes(kind))).toEqual([]);
    },
  );

  it('finds a code, a day and a name that say nothing, and none that says it', () => {
    const { forgotten } = declareEvents({
      forgotten: {
        title: { zh: '忘', en: 'Forgotten' },
        by: [],
        data: z.strictObject({
          code: z.string().regex(/^[0-9]{6}-[A-Z]{1,2}[0-9]{0,3}$/),
          entries: z.array(z.strictObject({ criterion: line(40), on: z.iso.date() })),
          text: prose(100),
          declared: titled(unitCode, '单位', 'Unit').optional(),
          until: isoDate,
          within: limit.optional(),
          person: refersTo(line(40), { kind: 'person' }),
          seat: seatId.nullable(),
          none: noData.optional(),
        }),
      },
    });
    expect(undeclared(forgotten.data)).toEqual(['/code', '/entries/*/criterion', '/entries/*/on']);
  });
});

function kindsIn(schema: z.core.$ZodType): readonly string[] {
  const reference = referenceOf(schema);
  return reference === undefined ? partsOf(schema).flatMap(({ of }) => kindsIn(of)) : [reference.kind];
}
