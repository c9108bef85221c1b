import type { Explanation } from '../resolve/resolution.ts';

/** Something in a directory that contradicts itself or the taxonomy. */
export interface DirectoryFault {
  readonly code:
    | 'duplicate'
    | 'unitUnknown'
    | 'sectionWithoutUnit'
    | 'seatWithoutUnit'
    | 'seatWithoutSection'
    | 'seatUnknown'
    | 'personUnknown'
    | 'hostSectionMissing'
    | 'nameClaimedTwice'
    | 'dutyClaimedTwice'
    | 'categoryUnknown'
    | 'successorMissing'
    | 'successorCircle'
    | 'periodEmpty'
    | 'twoHolders'
    | 'twoAbsences'
    | 'twoDelegations'
    | 'delegationTooLong'
    | 'delegationCircle'
    | 'deputyIsHolder'
    | 'dutySeatEmpty';
  /** The entry it was found at. */
  readonly entry: 'unit' | 'section' | 'seat' | 'person';
  readonly id: string;
  /** The value that is wrong. */
  readonly value: string;
  /** What is wrong with it and what was expected; reads on from the entry's id. */
  readonly message: Explanation;
}
