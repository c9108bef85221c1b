import type { Directory } from '../directory.ts';
import type { Operation } from './change.ts';
import type { ChangeTime } from './change-moment.ts';
import { delegate, endDelegation } from './delegation-operations.ts';
import { addAbsence, addPerson, appoint, changePerson, endAbsence, vacate } from './people-operations.ts';
import {
  addSeat,
  addSection,
  changeSeat,
  closeSeat,
  closeSection,
  moveHost,
  renameSection,
} from './section-operations.ts';
import { abolishUnit, addUnit, changeUnit } from './unit-operations.ts';

/** The directory after one operation. Throws `ChangeRefused`. */
export function applyOperation(directory: Directory, operation: Operation, time: ChangeTime): Directory {
  const { now } = time;
  switch (operation.op) {
    case 'addUnit':
      return addUnit(directory, operation, now);
    case 'changeUnit':
      return changeUnit(directory, operation, now);
    case 'abolishUnit':
      return abolishUnit(directory, operation, now);
    case 'addSection':
      return addSection(directory, operation, now);
    case 'renameSection':
      return renameSection(directory, operation);
    case 'moveHost':
      return moveHost(directory, operation, now);
    case 'closeSection':
      return closeSection(directory, operation, now);
    case 'addSeat':
      return addSeat(directory, operation, now);
    case 'changeSeat':
      return changeSeat(directory, operation);
    case 'closeSeat':
      return closeSeat(directory, operation, now);
    case 'addPerson':
      return addPerson(directory, operation);
    case 'changePerson':
      return changePerson(directory, operation);
    case 'appoint':
      return appoint(directory, operation, time);
    case 'vacate':
      return vacate(directory, operation, time);
    case 'addAbsence':
      return addAbsence(directory, operation, time);
    case 'endAbsence':
      return endAbsence(directory, operation, time);
    case 'delegate':
      return delegate(directory, operation, now);
    case 'endDelegation':
      return endDelegation(directory, operation, now);
    default:
      return unknownOperation(operation);
  }
}

function unknownOperation(operation: never): never {
  throw new Error(`There is no such change of a directory: ${JSON.stringify(operation)}`);
}
