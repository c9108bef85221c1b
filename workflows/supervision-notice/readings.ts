import { z } from 'zod';
import { declareReadings } from '../../src/vocabulary/readings.ts';
import { NO_REQUESTERS } from '../../src/vocabulary/requesters.ts';
import { answered, toldAnswer } from '../told-answers.ts';
import type { NoticeContext } from './context.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const handedDown = z.object({ title, reason: title, mayDo: title });

/** What readers may know of notices: nothing is requested on one, and each says what it is. */
export const readings = declareReadings<NoticeContext>({
  requesters: () => NO_REQUESTERS,
  told: {
    created: ({ data }) => {
      const known = handedDown.safeParse(data);
      if (!known.success) return undefined;
      const { title: name, reason, mayDo } = known.data;
      return {
        zh: `${name.zh}：${reason.zh}。${mayDo.zh}`,
        en: `${name.en}: ${reason.en}. ${mayDo.en}`,
      };
    },
    acknowledge: ({ data }) => {
      const said = answered(z.object({ answer: toldAnswer }).safeParse(data).data?.answer);
      return said && { zh: `已签收${said.zh}`, en: `Acknowledged${said.en}` };
    },
  },
});
