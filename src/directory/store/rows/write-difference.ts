import type pg from 'pg';
import type { DirectoryDiff } from '../../files/directory-diff.ts';
import { deleteAbsences } from './delete-absences.ts';
import { deleteDelegations } from './delete-delegations.ts';
import { deleteTenures } from './delete-tenures.ts';
import { upsertAbsences } from './upsert-absences.ts';
import { upsertDelegations } from './upsert-delegations.ts';
import { upsertHostings } from './upsert-hostings.ts';
import { upsertPeople } from './upsert-people.ts';
import { upsertSeats } from './upsert-seats.ts';
import { upsertSections } from './upsert-sections.ts';
import { upsertTenures } from './upsert-tenures.ts';
import { upsertUnits } from './upsert-units.ts';

/** Writes what differs, in the order of the references; only lists that changed cost a statement. */
export async function writeDifference(client: pg.ClientBase, diff: DirectoryDiff): Promise<void> {
  const gone = [
    ...diff.units.removed,
    ...diff.sections.removed,
    ...diff.seats.removed,
    ...diff.people.removed,
  ];
  if (gone.length > 0 || diff.hostings.removed.length > 0) {
    throw new Error(
      `A directory never forgets units, sections, seats or people, but ${JSON.stringify(gone[0])} would go: end it instead.`,
    );
  }
  await writeList(client, deleteDelegations, diff.delegations.removed);
  await writeList(client, deleteAbsences, diff.absences.removed);
  await writeList(client, deleteTenures, diff.tenures.removed);
  await writeList(client, upsertUnits, diff.units.written);
  await writeList(client, upsertSections, diff.sections.written);
  await writeList(client, upsertHostings, diff.hostings.written);
  await writeList(client, upsertSeats, diff.seats.written);
  await writeList(client, upsertPeople, diff.people.written);
  await writeList(client, upsertTenures, diff.tenures.written);
  await writeList(client, upsertAbsences, diff.absences.written);
  await writeList(client, upsertDelegations, diff.delegations.written);
}

async function writeList<T>(
  client: pg.ClientBase,
  write: (client: pg.ClientBase, list: readonly T[]) => Promise<void>,
  list: readonly T[],
): Promise<void> {
  if (list.length > 0) await write(client, list);
}
