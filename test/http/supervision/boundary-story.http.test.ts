import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readDuty } from '../../../src/routing/duties/duty.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { smallCounty } from '../../directory/small-county.ts';
import { DUTIES, textModel } from '../../routing/text-fixture.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const [SCHOOLS, SPORTS] = ['330523-O1', '330523-O2'] as const;

interface Shown {
  readonly owner: { readonly seat: string };
  readonly context: {
    readonly because: {
      readonly step: string;
      readonly sentence: { readonly zh: string };
    };
  };
}

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  const duties = [
    readDuty('县教育局', '学校', '学校操场、校园、课后服务'),
    readDuty('县体育局', '健身', '健身场地、球场、健身器材'),
  ];
  const text = textModel({
    directory: smallCounty(),
    lexicon: { version: 'l', locatives: [], elsewhere: [], units: [] },
    duties: { ...DUTIES, duties },
  });
  open = await openDoor({ keptDirectory: true, workflows: [reformTask, sectionAssignment], text });
  desk = reformDesk(open);
});
afterAll(() => open.close());

const shown = async (id: string) => (await desk.read(TASK_FORCE, id)).body as Shown;
const submitted = (title: string, goal: string) => desk.submit({ title, goal });
const draw = async (body: object, query = '') =>
  (await open.as(TASK_FORCE).post(`/api/v1/boundaries${query}`, body)).body as {
    readonly objects: readonly string[];
    readonly leads: string;
    readonly whatIf?: { readonly moves: readonly { readonly title: string; readonly to?: string }[] };
  };

it('a ruling becomes a boundary in one click, which says what would have moved, and the next task goes right', async () => {
  // Given two tasks of one kind, both sent by their words to the schools' bureau.
  const past = '乡镇中学的学校操场周末打开';
  const accepted = await submitted(past, '群众锻炼有去处');
  const returned = await submitted('全县学校操场错时共享', '预约入场，专人保洁');
  for (const id of [accepted, returned]) {
    expect(await shown(id)).toMatchObject({
      owner: { seat: `${SCHOOLS}/A` },
      context: { because: { step: 'text' } },
    });
  }

  // When it returns one, and the task force rules for the sports bureau.
  const basis = { reasonCode: 'notOurDuty', dutyBasis: '三定方案', proposedUnit: SPORTS };
  await desk.send(`${SCHOOLS}/L`, returned, 'return', basis);
  expect((await desk.send(TASK_FORCE, returned, 'assign', { unit: SPORTS })).status).toBe(200);
  const precedents = (await open.as(TASK_FORCE).get('/api/v1/precedents')).body as {
    items: readonly { readonly id: string; readonly task: { readonly title: string } }[];
  };
  const ruling = precedents.items.find(({ task }) => task.title === '全县学校操场错时共享');

  // Then the ruling alone is enough of a draft: its object, its unit, and what past tasks would have moved.
  const click = { precedent: ruling?.id, reason: '专班裁定' };
  const foretold = await draw(click, '?dryRun=true');
  expect(foretold).toMatchObject({ leads: SPORTS, objects: ['学校操场'] });
  expect(foretold.whatIf?.moves).toContainEqual(expect.objectContaining({ title: past, to: SPORTS }));
  expect((await shown(accepted)).owner.seat).toBe(`${SCHOOLS}/A`);

  // And once it is drawn, the next task of the kind goes to the sports bureau, by that boundary.
  await draw(click);
  const next = await shown(await submitted('城区三所小学学校操场节假日迎客', '安保和保险到位'));
  expect(next.owner.seat).toBe(`${SPORTS}/A`);
  expect(next.context.because.sentence.zh).toContain(`依裁定“全县学校操场错时共享”（${ruling?.id}）`);
  // What names nothing of the kind stays where it was.
  expect((await shown(await submitted('课后服务一键报名', '家长端填报'))).owner.seat).toBe(`${SCHOOLS}/A`);
});
