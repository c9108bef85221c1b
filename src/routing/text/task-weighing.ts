/** How loudly past tasks speak: `weight` at most, half of it for a word seen in `halfAt` tasks of a unit. */
export interface TaskWeighing {
  readonly weight: number;
  readonly halfAt: number;
}
