import { z } from 'zod';
import { person } from '../seat.ts';
import { title } from '../words.ts';

/** A person who answers for the seat of another, as those concerned see it; why the other is away is not told. */
export const standInView = z
  .strictObject({
    seat: z.string(),
    name: title,
    unit: z.string(),
    holder: person.optional().meta({ description: '岗位任职人；空缺时没有 Absent where the seat is vacant' }),
    person: person.meta({ description: '此刻负责人 Who answers' }),
    via: z.enum(['delegate', 'deputy', 'hostSectionHead', 'dutySeat']),
    until: z.iso
      .datetime()
      .optional()
      .meta({ description: '至何时；未定时没有 Until when, where it is known' }),
    task: z.string().optional().meta({ description: '只委托这一件任务 Lent for this one task' }),
    reason: title,
  })
  .meta({ id: 'StandIn' });
