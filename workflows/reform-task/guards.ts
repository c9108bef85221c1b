import { assertEvent } from 'xstate';
import type { GuardDeclaration } from '../../src/engine/define.ts';
import { mayUrgeAgain } from '../vocabulary.ts';
import { isOpen, type ReformTaskContext } from './context.ts';
import type { ReformTaskEvent } from './events.ts';

interface Asked {
  readonly context: ReformTaskContext;
  readonly event: ReformTaskEvent;
}

/** Why each guard refuses, said to the user after "不能…：". */
export const guardTitles = {
  urgeDue: {
    title: { zh: '24 小时内已催办过', en: 'It was urged within the last 24 hours' },
    about: 'task',
  },
  mayReturn: {
    title: {
      zh: '本单位已退回过一次或任务已裁定，不得再退',
      en: 'The unit has returned it before, or a ruling binds it',
    },
    about: 'task',
  },
  sectionsClosed: {
    title: {
      zh: '尚有科室未办结、退回或免办',
      en: 'Some sections have not finished, returned or been waived',
    },
    about: 'task',
  },
  reviewerIsNotDoer: {
    title: { zh: '审核人不得为办结申请人', en: 'Who claimed it done may not review it' },
    about: 'actor',
  },
  evidenceComplete: {
    title: { zh: '每条验收标准须有且仅有一份佐证', en: 'Each acceptance criterion needs its evidence, once' },
    about: 'data',
  },
  itemsKnown: {
    title: { zh: '退办意见所列验收标准不存在', en: 'An item names an unknown criterion' },
    about: 'data',
  },
  sectionsOfUnit: {
    title: { zh: '只能分办给本单位科室及其岗位', en: 'Sections and seats must be of the unit itself' },
    about: 'data',
  },
  sectionsFit: {
    title: { zh: '一件任务分办不得超过 100 项', en: 'A task may have at most 100 section assignments' },
    about: 'data',
  },
  sectionOpen: {
    title: { zh: '没有这项在办的分办', en: 'There is no such open section assignment' },
    about: 'data',
  },
} as const satisfies Record<string, GuardDeclaration>;

const MOST_SECTIONS = 100;

/** The guards of the machine; those about data ask the data of the one event they are written at. */
export const guards = {
  urgeDue: ({ context, event }: Asked) => mayUrgeAgain(context.urges.lastAt, event.at),

  mayReturn: ({ context }: Asked) =>
    !context.ruled && context.returns.every(({ unit }) => unit !== context.unit),

  sectionsClosed: ({ context }: Asked) => !context.sections.some(isOpen),

  reviewerIsNotDoer: ({ context: { claim }, event: { actor } }: Asked) => {
    const doers = [claim?.by, claim?.onBehalfOf];
    return !doers.includes(actor.principal) && !(actor.onBehalfOf && doers.includes(actor.onBehalfOf));
  },

  evidenceComplete: ({ context, event }: Asked) => {
    assertEvent(event, 'claimDone');
    const { evidence } = event.data;
    return (
      evidence.length === context.criteria.length &&
      context.criteria.every(({ id }) => evidence.some(({ criterion }) => criterion === id))
    );
  },

  itemsKnown: ({ context, event }: Asked) => {
    assertEvent(event, 'sendBack');
    return event.data.items.every(
      ({ criterion }) => criterion === undefined || context.criteria.some(({ id }) => id === criterion),
    );
  },

  sectionsOfUnit: ({ context, event }: Asked) => {
    assertEvent(event, 'subDispatch');
    return event.data.sections.every(
      ({ section, seat }) =>
        section.startsWith(`${context.unit}-`) && (seat === undefined || seat.startsWith(`${section}/`)),
    );
  },

  sectionsFit: ({ context, event }: Asked) => {
    assertEvent(event, 'subDispatch');
    return context.sections.length + event.data.sections.length <= MOST_SECTIONS;
  },

  sectionOpen: ({ context, event }: Asked) => {
    assertEvent(event, 'waiveSection');
    const { child } = event.data;
    return context.sections.some((section) => section.child === child && isOpen(section));
  },
};
