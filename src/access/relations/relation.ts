/** What a caller can be to a task; workflows name these in their declarations of who may send an event. */
export const relations = [
  'taskForce',
  'accountable',
  'unitLeader',
  'unitCommissioner',
  'sectionStaff',
  'supervisor',
  'auditor',
  'submitter',
] as const;

export type Relation = (typeof relations)[number];
