import { z } from 'zod';
import { noData } from '../../../src/engine/definition/define.ts';
import { officerSeat, prose, titled } from '../../fields.ts';
import { by } from '../../vocabulary.ts';

const note = titled(prose(500), '说明', 'Note').optional();

/** How the officers of the task force share what waits at it: one has it at a time, or it lies in the shared queue. */
export const officerEvents = {
  take: { title: { zh: '认领', en: 'Take' }, by: by('taskForce'), sees: ['state'], data: noData },
  handOn: {
    title: { zh: '转交', en: 'Hand on to another officer' },
    by: by('taskForce'),
    sees: ['state'],
    data: z.strictObject({ seat: titled(officerSeat, '专班岗位', 'Seat of the officer'), note }),
  },
  putBack: {
    title: { zh: '放回共享队列', en: 'Put back into the shared queue' },
    by: by('taskForce'),
    sees: ['state'],
    data: z.strictObject({ note }),
  },
} as const;
