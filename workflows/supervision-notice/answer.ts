import { z } from 'zod';
import { isoDate, prose, titled } from '../fields.ts';

/** What an urging letter asks for. */
export const noticeAnswer = z.strictObject({
  reason: titled(prose(1000), '原因说明', 'Reason'),
  expectedCompletion: titled(isoDate, '预计办结日期', 'Expected completion'),
});
