import type { plays } from '../lifecycle-client.ts';
import type { SubjectName } from '../options.ts';
import { startOursEmbedded, startOursOnRedis } from './start-ours.ts';
import { startReference } from './start-reference.ts';
import type { Profile, Running } from './subject.ts';

/** One row of the table: what is started and what is played on it. */
export interface Subject {
  readonly title: string;
  readonly play: keyof typeof plays;
  /** `millionFolder` holds the cluster with the many tasks, where it was made. */
  start(profile: Profile, millionFolder: string | undefined): Promise<Running>;
}

export const subjects: Readonly<Record<SubjectName, Subject>> = {
  reference: {
    title: 'reference of this run: one CTE per event',
    play: 'lifecycle',
    start: startReference,
  },
  'ours-redis': {
    title: 'onedoor on Redis',
    play: 'lifecycle',
    start: (profile) => startOursOnRedis(profile),
  },
  'ours-embedded': {
    title: 'onedoor embedded (BullMQ on PostgreSQL)',
    play: 'lifecycle',
    start: startOursEmbedded,
  },
  reform: {
    title: 'onedoor: reform-task with one section child',
    play: 'reform',
    start: (profile) => startOursOnRedis(profile),
  },
  million: {
    title: 'onedoor on Redis, many tasks present',
    play: 'lifecycle',
    start: startOursOnRedis,
  },
};
