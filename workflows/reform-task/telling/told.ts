import { z } from 'zod';
import type { Title } from '../../../src/engine/definition/define.ts';
import type { ToldEvent } from '../../../src/vocabulary/readings.ts';
import { answered, toldAnswer } from '../../told-answers.ts';

const title = z.object({ zh: z.string(), en: z.string() });

const issued = z.object({
  title,
  reason: title,
  seats: z.array(z.object({ seat: z.string(), copy: z.boolean() })),
});

const acknowledged = z.object({ by: z.object({ name: z.string() }), answer: toldAnswer });

/** What the events of a reform task came to. Logs hold those of earlier versions too, so each is looked at with care. */
export const told = {
  noticesIssued: issuedInWords,
  noticeAcknowledged: ({ data }: ToldEvent): Title | undefined => {
    const known = acknowledged.safeParse(data);
    if (!known.success) return undefined;
    const { by, answer } = known.data;
    return {
      zh: `${by.name}已签收${answered(answer)?.zh ?? ''}`,
      en: `Acknowledged by ${by.name}${answered(answer)?.en ?? ''}`,
    };
  },
  prolong: ({ data }: ToldEvent): Title | undefined => {
    const known = z.object({ reviewOn: z.string(), reason: z.string() }).safeParse(data);
    if (!known.success) return undefined;
    const { reviewOn, reason } = known.data;
    return {
      zh: `续挂至 ${reviewOn} 复核。理由：“${reason}”`,
      en: `Parked on until a review on ${reviewOn}. Reason: “${reason}”`,
    };
  },
  requestAssessed: ({ data }: ToldEvent): Title | undefined =>
    z.object({ leaderAsks: z.literal(true) }).safeParse(data).success ? LEADER_ASKS : undefined,
  prolongationRefused: sentenceOf,
  decline: reasonInWords,
  deny: reasonInWords,
  requestRefused: sentenceOf,
};

const LEADER_ASKS: Title = {
  zh: '应签批的人即为申请人，不由本人签批，直接报专班决定',
  en: 'Whoever would sign for the unit asks for it: nobody decides their own request, so the task force decides',
};

function sentenceOf({ data }: ToldEvent): Title | undefined {
  return z.object({ sentence: title }).safeParse(data).data?.sentence;
}

function reasonInWords({ data }: ToldEvent): Title | undefined {
  const known = z.object({ reason: z.string() }).safeParse(data);
  return known.success
    ? { zh: `理由：“${known.data.reason}”`, en: `Reason: “${known.data.reason}”` }
    : undefined;
}

function issuedInWords({ data, personAt }: ToldEvent): Title | undefined {
  const known = issued.safeParse(data);
  if (!known.success) return undefined;
  const { title: name, reason, seats } = known.data;
  const people = (copy: boolean) =>
    seats.filter((one) => one.copy === copy).map(({ seat }) => personAt(seat));
  const [addressed, copied] = [people(false), people(true)];
  return {
    zh: `${name.zh}：${reason.zh}。主送 ${addressed.join('、') || '无'}${copied.length > 0 ? `，抄送 ${copied.join('、')}` : ''}`,
    en: `${name.en}: ${reason.en}. To ${addressed.join(', ') || 'nobody'}${copied.length > 0 ? `, copy to ${copied.join(', ')}` : ''}`,
  };
}
