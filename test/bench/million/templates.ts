import { createSession, type Session } from '../session.ts';
import { openConnection } from '../subjects/connection.ts';
import type { Target, UnitTarget } from '../subjects/target.ts';

/** What happens to a task after its dispatch, in order. */
const STEPS = [
  { type: 'receive', by: 'unit', data: {} },
  { type: 'report', by: 'unit', data: { text: '需求已梳理，接口联调中，预计按期办结。', percent: 60 } },
  {
    type: 'claimDone',
    by: 'unit',
    data: { evidence: [{ criterion: '1', text: '验收材料齐全。', attachments: [] }] },
  },
  { type: 'pass', by: 'taskForce', data: {} },
  { type: 'strikeOff', by: 'taskForce', data: {} },
] as const;

/** How many of the steps each unit's tasks have behind them: one closed, the others open in different states. */
const STAGES = [0, 1, 2, 3, STEPS.length];

const CONNECTIONS = 8;

/** Has the real product make one task of every unit in every stage; these are multiplied afterwards. */
export async function makeTemplates(target: Target): Promise<void> {
  const waiting = [...target.units];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, n) => {
      const connection = await openConnection(target.port);
      const session = createSession(connection, { acks: [], assigned: [], reads: 0 }, `template-${n}`);
      for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
        for (const stage of STAGES) await makeTask(session, target, unit, stage);
      }
      connection.close();
    }),
  );
}

async function makeTask(session: Session, target: Target, unit: UnitTarget, stage: number): Promise<void> {
  const submitted = await session.submit(target.taskForceKey, {
    workflow: 'reform-task',
    input: {
      title: `${unit.name}数字化改革任务`,
      goal: '一件事集成办理，数据共享，掌上可办，群众少跑。',
      leadUnit: unit.name,
      limit: { workingDays: 30 },
    },
  });
  let seen = await session.awaitRevision(target.taskForceKey, submitted, 2);
  for (const { type, by, data } of STEPS.slice(0, stage)) {
    seen = await session.send(by === 'unit' ? unit.key : target.taskForceKey, seen, type, data);
  }
}
