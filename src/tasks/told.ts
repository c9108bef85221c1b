import { z } from 'zod';
import type { Directory } from '../directory/directory.ts';
import { indexDirectory } from '../directory/directory-index.ts';
import { resolveSeat } from '../directory/resolve-seat.ts';
import type { Title } from '../engine/define.ts';
import { CREATED } from '../engine/step.ts';

const title = z.object({ zh: z.string(), en: z.string() });

const issued = z.object({
  title,
  reason: title,
  seats: z.array(z.object({ seat: z.string(), copy: z.boolean() })),
});

const answer = z.object({ reason: z.string(), expectedCompletion: z.string() }).optional();

const handedDown = z.object({ title, reason: title, mayDo: title, key: z.string() });

/**
 * What a notice of the supervision ladder comes to in one sentence, in the log of its task and in its own; undefined for
 * every other event. People are those who answer for the seats at the instant of the event.
 */
export function toldOf(type: string, data: unknown, directory: Directory, at: string): Title | undefined {
  switch (type) {
    case 'noticesIssued':
      return issuedInWords(data, directory, at);
    case 'noticeAcknowledged': {
      const known = z.object({ by: z.object({ name: z.string() }), answer }).safeParse(data);
      if (!known.success) return undefined;
      const { by, answer: said } = known.data;
      return {
        zh: `${by.name}已签收${answered(said)?.zh ?? ''}`,
        en: `Acknowledged by ${by.name}${answered(said)?.en ?? ''}`,
      };
    }
    case 'decline':
    case 'deny': {
      const known = z.object({ reason: z.string() }).safeParse(data);
      return known.success
        ? { zh: `理由：${known.data.reason}`, en: `Reason: “${known.data.reason}”` }
        : undefined;
    }
    case 'requestRefused':
      return z.object({ sentence: title }).safeParse(data).data?.sentence;
    case 'acknowledge': {
      const known = z.object({ answer }).safeParse(data);
      const said = known.success ? answered(known.data.answer) : undefined;
      return said && { zh: `已签收${said.zh}`, en: `Acknowledged${said.en}` };
    }
    case CREATED: {
      const known = handedDown.safeParse(data);
      if (!known.success) return undefined;
      const { title: name, reason, mayDo } = known.data;
      return {
        zh: `${name.zh}：${reason.zh}。${mayDo.zh}`,
        en: `${name.en}: ${reason.en}. ${mayDo.en}`,
      };
    }
    default:
      return undefined;
  }
}

function issuedInWords(data: unknown, directory: Directory, at: string): Title | undefined {
  const known = issued.safeParse(data);
  if (!known.success) return undefined;
  const { title: name, reason, seats } = known.data;
  const people = (copy: boolean) =>
    seats.filter((one) => one.copy === copy).map(({ seat }) => personInWords(seat, directory, at));
  const [told, copied] = [people(false), people(true)];
  return {
    zh: `${name.zh}：${reason.zh}。主送 ${told.join('、') || '无'}${copied.length > 0 ? `，抄送 ${copied.join('、')}` : ''}`,
    en: `${name.en}: ${reason.en}. To ${told.join(', ') || 'nobody'}${copied.length > 0 ? `, copy to ${copied.join(', ')}` : ''}`,
  };
}

function personInWords(seat: string, directory: Directory, at: string): string {
  const { person } = resolveSeat(directory, seat, at);
  const unit = indexDirectory(directory).seats.get(seat)?.unit;
  const name = unit === undefined ? undefined : indexDirectory(directory).units.get(unit)?.name;
  return name === undefined ? person.name : `${name} ${person.name}`;
}

function answered(said: z.output<typeof answer>): Title | undefined {
  if (said === undefined) return undefined;
  const { reason, expectedCompletion } = said;
  return {
    zh: `，答复：${reason}，预计 ${expectedCompletion} 办结`,
    en: `, answer: ${reason}; to be completed ${expectedCompletion}`,
  };
}
