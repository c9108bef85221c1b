/** A unit as the clients see it: its name goes into submissions, its commissioner's key works its tasks. */
export interface UnitTarget {
  readonly name: string;
  readonly key: string;
  readonly section: string;
  /** Key of whoever answers for that section; empty where the server knows no sections. */
  readonly sectionKey: string;
}

/** Where the clients find a server and with which keys. */
export interface Target {
  readonly port: number;
  readonly taskForceKey: string;
  /** Empty where the server has no such pages. */
  readonly supervisorKey: string;
  readonly units: readonly UnitTarget[];
}
