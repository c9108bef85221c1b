import type { Words } from '../platform/wording/words.ts';
import type { Directory } from './directory.ts';
import { type DirectoryIndex, indexDirectory } from './directory-index.ts';

/** What people call a seat: its unit or section and its title, as in 县水利局数字专员; an unknown id is said as it is. */
export function seatName(directory: Directory, id: string): Words {
  return seatNameIn(indexDirectory(directory), id);
}

/** The same where an index is at hand. */
export function seatNameIn(index: DirectoryIndex, id: string): Words {
  const seat = index.seats.get(id);
  if (seat === undefined) return { zh: `岗位${id}`, en: `seat ${id}` };
  const name = `${index.units.get(seat.unit)?.name ?? seat.unit}${seat.title}`;
  return { zh: name, en: name };
}
