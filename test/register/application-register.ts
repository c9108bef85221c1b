import { z } from 'zod';
import { contentRegister, type Version } from '../../src/register/content-register.ts';
import { ChangeRefused, type Refusal } from '../../src/register/refusal.ts';

/** A made-up register of applications, as a third one would be declared: its schema, its checks and its difference. */
const applicationSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  unit: z.string(),
  retired: z.boolean(),
});

const applicationsSchema = z
  .strictObject({ applications: z.array(applicationSchema) })
  .refine(({ applications }) => new Set(applications.map(({ name }) => name)).size === applications.length, {
    error: 'expected each name once',
  });

export type Applications = z.infer<typeof applicationsSchema>;

export const applicationOperation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('setApplication'), application: applicationSchema }),
  z.strictObject({ op: z.literal('retireApplication'), id: z.string() }),
]);

type Operation = z.infer<typeof applicationOperation>;

export interface ApplicationChange {
  readonly reason: string;
  readonly operations: readonly Operation[];
  /** Why a unit is left without any application. */
  readonly acceptNone?: string;
}

export type ApplicationsInForce = Version<Applications>;

export const applicationRegister = contentRegister({
  name: 'application',
  title: { zh: '应用台账', en: 'application register' },
  // A register of the product has a code of its own in the list of problems.
  conflict: 'directory-conflict',
  schema: applicationsSchema,
  settle: ({ applications }): Applications => ({
    applications: applications.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }),
  contentOf: (state) => state,
  stateOf: ({ state }: ApplicationsInForce) => state,
  inForce: (version) => version,
  trial: {
    apply,
    subject: (operation) => (operation.op === 'setApplication' ? operation.application.id : operation.id),
  },
  check: everyUnitKeepsOne,
});

function apply({ applications }: Applications, operation: Operation): Applications {
  if (operation.op === 'setApplication') {
    const { application } = operation;
    return { applications: [...applications.filter(({ id }) => id !== application.id), application] };
  }
  const { id } = operation;
  if (!applications.some((one) => one.id === id && !one.retired)) {
    const message = { zh: `没有在用的应用“${id}”`, en: `there is no application "${id}" in use` };
    throw new ChangeRefused({ code: 'applicationUnknown', value: id, message });
  }
  return { applications: applications.map((one) => (one.id === id ? { ...one, retired: true } : one)) };
}

function everyUnitKeepsOne(
  before: Applications,
  after: Applications,
  { acceptNone }: ApplicationChange,
): readonly Refusal[] {
  if (acceptNone !== undefined) return [];
  const inUse = ({ applications }: Applications) =>
    new Set(applications.filter(({ retired }) => !retired).map(({ unit }) => unit));
  const kept = inUse(after);
  return [...inUse(before)]
    .filter((unit) => !kept.has(unit))
    .map((unit) => ({
      code: 'noneLeft',
      value: unit,
      message: { zh: `${unit}将没有在用的应用`, en: `${unit} would be left without an application` },
    }));
}

/** The operations that lead from what is in force to a list from elsewhere. */
export function changeTowards(inForce: Applications, wanted: Applications): ApplicationChange {
  const setting = wanted.applications
    .filter((one) => !inForce.applications.some((known) => JSON.stringify(known) === JSON.stringify(one)))
    .map((application): Operation => ({ op: 'setApplication', application }));
  const retiring = inForce.applications
    .filter(({ id, retired }) => !retired && !wanted.applications.some((one) => one.id === id))
    .map(({ id }): Operation => ({ op: 'retireApplication', id }));
  return { reason: '按清单导入', operations: [...setting, ...retiring] };
}
