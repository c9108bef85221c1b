import type { z } from 'zod';
import type { standInView } from '../../contract/county/stand-in.ts';
import type { Directory } from '../../directory/directory.ts';
import { seatName } from '../../directory/names.ts';
import type { StandingIn } from '../../directory/resolve/standing-in.ts';

export function standInViewOf(
  { seat, person: who, holder, ...rest }: StandingIn,
  directory: Directory,
): z.input<typeof standInView> {
  return {
    ...rest,
    seat: seat.id,
    name: seatName(directory, seat.id),
    unit: seat.unit,
    person: named(who),
    ...(holder && { holder: named(holder) }),
  };
}

function named({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}
