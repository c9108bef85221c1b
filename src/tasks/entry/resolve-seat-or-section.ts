import type { Seat, Section, Unit } from '../../directory/directory.ts';
import { type DirectoryIndex, indexDirectory } from '../../directory/directory-index.ts';
import { standingUnit } from '../../directory/resolve/find-unit.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import { isThere } from '../../directory/resolve/standing-seat.ts';
import { isOfficerSeat } from '../../directory/task-force.ts';
import type { Title } from '../../engine/definition/define.ts';
import { sectionHeadSeatOf, TASK_FORCE_UNIT } from '../../vocabulary/seats.ts';
import { mostAlike, seatsOf, sectionsOf } from './nearest.ts';
import {
  choices,
  type EntryTerms,
  type Finding,
  type Nearest,
  type Resolved,
  type Resolver,
  refused,
  warned,
} from './note.ts';

/** The unit that answers for the task now: its own, or the one that took over from it. */
function ownUnit(index: DirectoryIndex, { task, at }: EntryTerms): Unit | undefined {
  const unit = index.units.get(task?.unit ?? '');
  return unit && standingUnit(index, unit, Date.parse(at))?.unit;
}

/** A section of the unit that answers for the task: it is there, and so is the seat of its head. */
export const resolveSection: Resolver = (value, _reference, terms) => {
  const code = String(value);
  const directory = terms.county.directory();
  const index = indexDirectory(directory);
  const own = ownUnit(index, terms);
  const nearest = own === undefined ? [] : sectionsOf(directory, own.code, terms.at);
  const section = index.sections.get(code);
  const head = sectionHeadSeatOf(code);
  const refuse = (why: string, said: Title): Resolved => refusal(why, said, nearest);
  if (section === undefined) {
    return refuse('section-unknown', {
      zh: `组织目录中没有科室“${code}”`,
      en: `The directory has no section "${code}"`,
    });
  }
  if (section.unit !== own?.code) return refuse('section-elsewhere', elsewhere(index, section, own));
  if (!isThere(section, Date.parse(terms.at))) {
    return refuse('section-closed', {
      zh: `${own.name}${section.name}（${code}）现在不在设`,
      en: `The section ${section.name} (${code}) of ${own.name} is not open now`,
    });
  }
  if (!index.seats.has(head)) {
    return refuse('seat-unknown', {
      zh: `${section.name}（${code}）没有负责人岗位`,
      en: `The section ${section.name} (${code}) has no seat of a head`,
    });
  }
  return { findings: uncovered(head, `${own.name}${section.name}`, terms) };
};

/** A seat that is there: of the unit that answers for the task, of the task force, or any. */
export const resolveSeatId: Resolver = (value, { within }, terms) => {
  const id = String(value);
  const index = indexDirectory(terms.county.directory());
  const seat = index.seats.get(id);
  const ofTaskForce = within === 'taskForce' || within === 'officers';
  const own = ofTaskForce ? index.units.get(TASK_FORCE_UNIT) : ownUnit(index, terms);
  const isMeant = ({ code }: Nearest) => within !== 'officers' || isOfficerSeat(index.directory, code);
  const nearest = nearestSeats(index, own, id, terms.at).filter(isMeant);
  const refuse = (why: string, said: Title): Resolved => refusal(why, said, nearest);
  if (seat === undefined) {
    return refuse('seat-unknown', {
      zh: `组织目录中没有岗位“${id}”`,
      en: `The directory has no seat "${id}"`,
    });
  }
  if (within !== undefined && seat.unit !== own?.code) {
    return refuse('seat-elsewhere', elsewhere(index, seat, own));
  }
  if (within === 'officers' && !isOfficerSeat(terms.county.directory(), id)) {
    return refuse('seat-no-officer', {
      zh: `${seat.title}（${id}）不是专班值守或负责人岗位`,
      en: `The holder of ${seat.title} (${id}) is no officer of the task force`,
    });
  }
  const unit = index.units.get(seat.unit);
  const isUnitThere = unit !== undefined && standingUnit(index, unit, Date.parse(terms.at))?.unit === unit;
  if (!isUnitThere || !isThere(seat, Date.parse(terms.at))) {
    return refuse('seat-closed', {
      zh: `${seat.title}（${id}）现在不在设`,
      en: `The seat ${seat.title} (${id}) is not there now`,
    });
  }
  return { findings: uncovered(id, `${unit.name}${seat.title}`, terms) };
};

function nearestSeats(
  index: DirectoryIndex,
  own: Unit | undefined,
  id: string,
  at: string,
): readonly Nearest[] {
  if (own !== undefined) return seatsOf(index, own.code, id, at);
  return mostAlike(id, index.seats.values(), (seat) => seat.id).map((seat) => {
    return { code: seat.id, name: seat.title };
  });
}

/** Where it belongs instead, and whether that is there at all. */
function elsewhere(index: DirectoryIndex, found: Section | Seat, own: Unit | undefined): Title {
  const of = index.units.get(found.unit);
  const name = 'name' in found ? found.name : found.title;
  const gone =
    of?.until === undefined
      ? { zh: '', en: '' }
      : { zh: `（已于 ${of.until} 撤并）`, en: ` (abolished on ${of.until})` };
  const whose = {
    zh: `${name}属${of?.name ?? found.unit}${gone.zh}`,
    en: `${name} is of ${of?.name ?? found.unit}${gone.en}`,
  };
  if (own === undefined)
    return { zh: `${whose.zh}，而此任务尚无承办单位`, en: `${whose.en}; no unit has this task yet` };
  return { zh: `${whose.zh}，不属${own.name}`, en: `${whose.en}, not of ${own.name}` };
}

/** No one of the unit could take it up; that is said, since the task force answers meanwhile. */
function uncovered(seat: string, title: string, { county, at }: EntryTerms): readonly Finding[] {
  const { alarm, person, via } = resolveSeat(county.directory(), seat, at);
  if (alarm !== undefined) {
    const zh = `${title}此刻无人可负责，将落到专班值守${person.name}`;
    return [
      warned('seat-uncovered', {
        zh,
        en: `Nobody answers for ${title} now; it falls to ${person.name} on the duty seat`,
      }),
    ];
  }
  if (via !== 'hostSectionHead') return [];
  const zh = `${title}此刻无人在岗，由挂牌科室负责人${person.name}负责`;
  return [
    warned('seat-vacant', {
      zh,
      en: `Nobody is there for ${title} now; ${person.name}, head of the host section, answers`,
    }),
  ];
}

function refusal(code: string, { zh, en }: Title, nearest: readonly Nearest[]): Resolved {
  const more = choices(nearest);
  return { findings: [refused(code, { zh: `${zh}${more.zh}`, en: `${en}${more.en}` }, nearest)] };
}
