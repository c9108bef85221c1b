import { z } from 'zod';
import { said, saidIssue } from '../../platform/wording/said.ts';

const BilingualSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).readonly();

/** Whom a notice may be addressed to, by what they are to the task. */
const addressee = z.enum([
  'commissioner',
  'deputy',
  'sectionStaff',
  'unitLeader',
  'supervisor',
  'taskForce',
  'taskForceLeader',
]);
export type Addressee = z.infer<typeof addressee>;

/** 蓝、黄、红: the colour of the 督办单. */
const noticeColour = z.enum(['blue', 'yellow', 'red']);

const percent = z.int().min(1).max(100);

/** What the task force decides within limits of its own: by hand, on a return, on a claim, on what a unit asks for. */
export const decision = z.enum(['triage', 'ruling', 'review', 'parking', 'request']);
export type Decision = z.infer<typeof decision>;

/** What sets a rung off; it fires once for each such cause. */
const WhenSchema = z
  .discriminatedUnion(
    'cause',
    [
      z.strictObject({
        cause: z.literal('due'),
        workingDays: z.int().min(-250).max(250).meta({
          description:
            '−3：到期日前第3个工作日上班时；0：到期之时；1：到期后第1个工作日上班时 As offices open; 0 is the due instant itself',
        }),
      }),
      z.strictObject({
        cause: z.literal('behind'),
        elapsedPercent: percent.max(99).meta({
          description: '时限过去的比例 Share of the working time between dispatch and due date',
        }),
        leastProgressPercent: percent.meta({
          description: '此时最近一次反馈低于此完成比例即为滞后 Behind, if the last report says less',
        }),
        fromWorkingDays: z.int().min(1).max(250).default(1).meta({
          description: '办理时限短于此的任务不适用 Spares tasks that have less time than this in all',
        }),
      }),
      z.strictObject({
        cause: z.literal('sentBack'),
        fromRound: z.int().min(1).max(20).default(1).meta({
          description: '自第几次退办起 From which round of sending back',
        }),
      }),
      z.strictObject({
        cause: z.literal('unanswered'),
        workingDays: z.int().min(1).max(250).meta({
          description: '催办后满几个工作日未回复 Working days after an urge without an answer',
        }),
      }),
      z.strictObject({
        cause: z.literal('receipt'),
        workingDays: z.int().min(0).max(250).meta({
          description: '签收时限过后满几个工作日仍未签收 Working days after the limit for receipt',
        }),
      }),
      z.strictObject({
        cause: z.literal('decision'),
        workingDays: z.int().min(-250).max(250).meta({
          description:
            '专班分派、裁定、审核、批准的时限过后；负数为之前 After the time limit of the task force for triage, a ruling, a review or a request; before it where negative',
        }),
        of: z
          .array(decision)
          .min(1)
          .default([...decision.options])
          .readonly()
          .meta({
            description:
              '哪些事项：人工分派、裁定、审核、挂账复核、申请批准；不写则全部 Which decisions; all where left out',
          }),
      }),
    ],
    {
      error: said(
        '应为 due、behind、sentBack、unanswered、receipt 或 decision 之一',
        'expected a cause: due, behind, sentBack, unanswered, receipt or decision',
      ),
    },
  )
  .readonly();

const RungSchema = z
  .strictObject({
    code: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'expected a code in camelCase'),
    title: BilingualSchema,
    notice: noticeColour,
    when: WhenSchema,
    tell: z.array(addressee).min(1).readonly().meta({ description: '主送 Whom the notice is addressed to' }),
    copy: z.array(addressee).default([]).readonly().meta({ description: '抄送 Who gets a copy' }),
    answer: z.enum(['optional', 'required']).default('optional').meta({
      description:
        '主送方签收时是否须说明原因和预计办结时间；须答复的即为催办 Whether those told must give reason and expected completion; such a notice urges',
    }),
    mayDo: BilingualSchema.meta({ description: '收到的人可以做什么 What those told may do now' }),
  })
  .readonly();

/** A supervision ladder: what happens to a task, and who hears of it, if nothing else happens. */
export const LadderSchema = z
  .strictObject({ name: z.string().min(1), rungs: z.array(RungSchema).min(1).readonly() })
  .superRefine(({ rungs }, context) => {
    const refuse = (index: number, path: readonly string[], zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: ['rungs', index, ...path], ...saidIssue({ zh, en }) });
    let latest = Number.NEGATIVE_INFINITY;
    for (const [index, { code, when, tell, copy, answer }] of rungs.entries()) {
      if (rungs.findIndex((rung) => rung.code === code) < index) {
        refuse(index, ['code'], '每个代码只能出现一次', 'expected each code once');
      }
      if (copy.some((who) => tell.includes(who))) {
        refuse(index, ['copy'], '已是主送的不再抄送', 'expected nobody who is told already');
      }
      if (answer === 'required' && when.cause === 'unanswered') {
        refuse(
          index,
          ['answer'],
          '只能为 optional，否则未答复的催办会无限催办',
          'expected optional, or an urge unanswered would urge for ever',
        );
      }
      if (when.cause !== 'due') continue;
      if (when.workingDays < latest) {
        refuse(
          index,
          ['when', 'workingDays'],
          `因期限而起的各级应按时间先后，至少为 ${latest}`,
          `expected the rungs of the due date in order of time, so at least ${latest}`,
        );
      }
      latest = when.workingDays;
    }
  })
  .readonly();

export type Rung = z.infer<typeof RungSchema>;
export type Ladder = z.infer<typeof LadderSchema>;

/** The rung of a code; a ladder that was changed meanwhile may have lost it. */
export function rungOf({ rungs }: Ladder, code: string): Rung | undefined {
  return rungs.find((rung) => rung.code === code);
}
