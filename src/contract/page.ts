import { z } from 'zod';

/** Query parameters of every list that comes in pages. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: '每页条数 Items per page' }),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: '上一页给出的游标 Cursor that the page before gave' }),
};

/** A switch in a query. */
export const flag = z.enum(['true', 'false']).default('false');

/** What every page has besides its items. */
export const nextCursor = z
  .string()
  .optional()
  .meta({ description: '下一页的游标；末页没有 Absent on the last page' });
