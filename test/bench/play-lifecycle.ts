import type { Session } from './session.ts';
import type { Target, UnitTarget } from './subjects/target.ts';

/** Submission makes the first revision, routing the second. */
const ROUTED = 2;

/** One lifecycle: submit → routed by a worker → receive → dispatch → report → claim → approve. */
export async function playLifecycle(
  session: Session,
  target: Target,
  unit: UnitTarget,
  serial: number,
): Promise<void> {
  const submittedAt = performance.now();
  const submitted = await session.submit(target.taskForceKey, {
    workflow: 'bench-lifecycle',
    input: {
      title: `第 ${serial} 号事项：${unit.name}数字化改革任务`,
      unit: unit.name,
      limit: { workingDays: 15 },
    },
  });
  let seen = await session.awaitRevision(target.taskForceKey, submitted, ROUTED);
  session.recorded.assigned.push(performance.now() - submittedAt);
  seen = await session.send(unit.key, seen, 'receive', {});
  seen = await session.send(unit.key, seen, 'dispatch', { section: unit.section });
  seen = await session.send(unit.key, seen, 'report', {
    text: '已完成需求梳理，数据接口联调中，预计按期办结。',
  });
  seen = await session.send(unit.key, seen, 'claim', {});
  await session.send(target.taskForceKey, seen, 'approve', {});
}
