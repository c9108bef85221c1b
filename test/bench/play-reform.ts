import { z } from 'zod';
import type { Seen, Session } from './session.ts';
import type { Target, UnitTarget } from './subjects/target.ts';

/** Of the task in full, what names the section's own task. */
const withSections = z.object({ context: z.object({ sections: z.array(z.object({ child: z.string() })) }) });

/**
 * The real thing with one section, from 立项 to 销号: nine acknowledged writes on the task and on the section's own,
 * and five steps of the engine (routed, the child created, its three words heard).
 */
export async function playReform(
  session: Session,
  target: Target,
  unit: UnitTarget,
  serial: number,
): Promise<void> {
  const submittedAt = performance.now();
  const submitted = await session.submit(target.taskForceKey, {
    workflow: 'reform-task',
    input: {
      title: `第 ${serial} 号事项：${unit.name}数字化改革任务`,
      leadUnit: unit.name,
      limit: { workingDays: 15 },
    },
  });
  const { id } = submitted;
  let seen = await session.awaitRevision(target.taskForceKey, submitted, 2);
  session.recorded.assigned.push(performance.now() - submittedAt);
  seen = await session.send(unit.key, seen, 'receive', {});
  seen = await session.send(unit.key, seen, 'subDispatch', {
    sections: [{ section: unit.section, text: '完成数据归集和接口改造。' }],
  });
  await playSection(session, unit, withSections.parse(await session.look(unit.key, id)));
  // The section's three words reach the task as three revisions, in whatever order.
  seen = await session.awaitRevision(unit.key, seen, seen.revision + 3);
  const evidence = [{ criterion: '1', text: '验收材料齐全。', attachments: [] }];
  seen = await session.send(unit.key, seen, 'claimDone', { evidence });
  seen = await session.send(target.taskForceKey, seen, 'pass', {});
  await session.send(target.taskForceKey, seen, 'strikeOff', {});
}

async function playSection(
  session: Session,
  { sectionKey }: UnitTarget,
  { context: { sections } }: z.output<typeof withSections>,
): Promise<void> {
  let child: Seen = await session.awaitTask(sectionKey, sections[0]?.child ?? '');
  child = await session.send(sectionKey, child, 'receive', {});
  child = await session.send(sectionKey, child, 'report', {
    text: '接口已联调，剩余两项数据。',
    percent: 80,
  });
  await session.send(sectionKey, child, 'finish', { text: '已全部完成。' });
}
