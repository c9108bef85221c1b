import type { Register } from '../../register/register.ts';
import type { VersionWatch } from '../../register/version-watch.ts';
import type { DirectoryChange } from '../change/change.ts';
import { type ChangePlan, type PlanTerms, planDirectoryChange } from '../change/plan-change.ts';
import type { SeatMove } from '../change/seat-moves.ts';
import { checkDirectory } from '../check/check-directory.ts';
import type { Directory, Person } from '../directory.ts';
import { diffDirectories } from '../files/directory-diff.ts';
import type { Amendment } from './amendment.ts';
import { readDirectory } from './read-directory.ts';
import { writeDifference } from './rows/write-difference.ts';

/** The directory in force, kept in memory and renewed when it changes. */
export type DirectoryWatch = VersionWatch<Directory>;

/** What the history of the directory tells beside what every history does. */
export interface DirectoryTold {
  /** What the change amended of the past; null where it touched nothing of it. */
  readonly amended: readonly Amendment[] | null;
}

/** Units, sections, seats and people, in rows of their own; the version is a number. */
export const directoryRegister: Register<Directory, Directory, DirectoryChange, PlanTerms, ChangePlan> = {
  name: 'directory',
  title: { zh: '目录', en: 'directory' },
  conflict: 'directory-conflict',
  plan: planDirectoryChange,
  columns: ({ county = '' }) => ({ county }),
  changeColumns: ({ amended }) => ({
    amended: amended.length === 0 ? null : JSON.stringify(amended.map(amendmentOf)),
  }),
  told: ['amended'],
  writeDifference: (client, before, after) => writeDifference(client, diffDirectories(before, after)),
  read: readDirectory,
  expectSound(directory) {
    const [fault] = checkDirectory(directory);
    if (fault === undefined) return;
    throw new Error(`The directory cannot be saved: ${fault.entry} ${fault.id} ${fault.message.en}.`);
  },
};

function amendmentOf({ seat, from, until, before, after, via }: SeatMove): Amendment {
  return {
    seat,
    from,
    until: until ?? null,
    before: before === undefined ? null : named(before),
    after: named(after),
    via,
  };
}

function named({ id, name }: Person) {
  return { id, name };
}
