import type { Unit } from '../directory/directory.ts';
import { standingUnit } from '../directory/resolve/find-unit.ts';
import type { RoutingBook } from './books/prepare-routing.ts';

/** The living unit that answers for a code at a moment (epoch ms): itself or its successor, if there is one. */
export function answeringUnit(book: RoutingBook, code: string, moment: number): Unit | undefined {
  const unit = book.index.units.get(code);
  return unit && standingUnit(book.index, unit, moment)?.unit;
}
