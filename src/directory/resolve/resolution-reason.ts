import type { Person } from '../directory.ts';
import type { DirectoryIndex } from '../directory-index.ts';
import { seatNameIn } from '../names.ts';
import type { AlarmCode, Explanation, Via } from './resolution.ts';

interface Resolved {
  readonly seatId: string;
  readonly via: Via;
  readonly answer: { readonly seat: string; readonly person: Person };
  readonly holder: Person | undefined;
  readonly movedTo: string | undefined;
}

/** Why this person answers for the seat, in a sentence a clerk understands. */
export function explainResolution(index: DirectoryIndex, resolved: Resolved): Explanation {
  const { seatId, movedTo } = resolved;
  const why = whyThem(index, resolved);
  if (movedTo === undefined) return why;
  return {
    zh: `${seatTitle(index, seatId)}所在单位已撤并，由${seatTitle(index, movedTo)}承接；${why.zh}`,
    en: `The unit of ${seatTitle(index, seatId)} was abolished and ${seatTitle(index, movedTo)} took over; ${why.en}`,
  };
}

function whyThem(index: DirectoryIndex, { seatId, via, answer, holder, movedTo }: Resolved): Explanation {
  const asked = movedTo ?? seatId;
  const title = seatTitle(index, asked);
  const name = answer.person.name;
  const gone = holder
    ? { zh: `${title}${holder.name}不在岗`, en: `${holder.name}, who holds ${title}, is absent` }
    : { zh: `${title}空缺`, en: `${title} is vacant` };
  if (via === 'holder') return { zh: `${name}任${title}`, en: `${name} holds ${title}` };
  if (via === 'delegate') {
    const lender = holder?.name ?? '';
    return {
      zh: `${title}${lender}已委托${name}办理`,
      en: `${lender}, who holds ${title}, delegated it to ${name}`,
    };
  }
  if (via === 'deputy') {
    return { zh: `${gone.zh}，由B角${name}代理`, en: `${gone.en}; the deputy ${name} acts for them` };
  }
  if (via === 'hostSectionHead') {
    const head = seatTitle(index, answer.seat);
    return {
      zh: `${gone.zh}，由${head}${name}负责`,
      en: `${gone.en}; ${name} answers as head of the host section`,
    };
  }
  return {
    zh: `${gone.zh}，由专班值守${name}负责`,
    en: `${gone.en}; ${name} answers on the task force's duty seat`,
  };
}

/** What the task force is alarmed about. */
export function explainAlarm(
  index: DirectoryIndex,
  code: AlarmCode,
  seatId: string,
  { name }: Person,
): Explanation {
  const title = seatTitle(index, seatId);
  const texts: Readonly<Record<AlarmCode, Explanation>> = {
    seatUnknown: {
      zh: `岗位${seatId}不在目录中，暂由专班值守${name}负责`,
      en: `The seat ${seatId} is not in the directory; ${name} answers on the duty seat`,
    },
    nobodyInUnit: {
      zh: `${title}所在单位此刻无人可负责，已转专班值守${name}`,
      en: `Nobody of the unit of ${title} can answer now; it fell to ${name} on the duty seat`,
    },
    dutySeatUncovered: {
      zh: `${title}无人可负责，且专班值守也不在岗，仍由${name}负责，请立即安排`,
      en: `Nobody can answer for ${title} and the duty seat is uncovered too; ${name} still answers`,
    },
  };
  return texts[code];
}

function seatTitle(index: DirectoryIndex, seatId: string): string {
  return seatNameIn(index, seatId).zh;
}
