/**
 * Parcels that one fault meets for certain, in every round and at any speed of the machine; all others live under
 * faults of chance. A title begins with the name of its scene.
 */
export const scenes = {
  /** Preparing it never succeeds. */
  poison: 'poison',
  /** Its first doorbells are lost, whoever rings. */
  unheard: 'unheard',
  /** Its first doorbell comes to all workers at once, and they prepare it side by side. */
  twice: 'twice',
  /** As before; and the commit of one of them is stalled until that of the other is done. */
  stalled: 'stalled',
  /** Two doors decide on the same revision before either commits. */
  contested: 'contested',
} as const;

export type Scene = keyof typeof scenes;

/** The scene that a title begins with. */
export function isIn(scene: Scene, title: string): boolean {
  return title.startsWith(scenes[scene]);
}
