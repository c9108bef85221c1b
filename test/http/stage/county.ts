import type { Directory, Seat } from '../../../src/directory/directory.ts';
import { personOf, smallCounty } from '../../directory/small-county.ts';

const kinds = { D1: 'supervisor', AU: 'auditor', AD: 'admin' } as const;

/** The small county with the seats that the task force has besides. */
export function county(changes: Partial<Directory> = {}): Directory {
  const base = smallCounty();
  const extra = Object.entries(kinds).map(
    ([role, kind]): Seat => ({
      id: `330523-TF/${role}`,
      unit: '330523-TF',
      kind,
      role: 'A',
      title: role,
      share: 1,
    }),
  );
  return {
    ...base,
    seats: [...base.seats, ...extra],
    people: [
      ...base.people,
      ...extra.map(({ id }) => ({ id: personOf(id), name: `任${id}`, qualifications: [] })),
    ],
    tenures: [
      ...base.tenures,
      ...extra.map(({ id }) => ({ seat: id, person: personOf(id), from: '2021-03-31T16:00:00.000Z' })),
    ],
    ...changes,
  };
}
