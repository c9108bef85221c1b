import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ workflows: [reformTask, sectionAssignment] });
});
afterAll(() => open.close());

describe('the proof over HTTP', () => {
  it('is for auditors and supervisors, who learn figures and the anchor', async () => {
    await open
      .as('330523-TF/A')
      .post('/api/v1/tasks', { input: { title: '送文件', limit: { workingDays: 5 } } });
    for (const seat of ['330523-TF/AU', '330523-TF/D1']) {
      const answer = await open.as(seat).get('/api/v1/proof');
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        holds: true,
        figures: { tasks: 1, events: 1 },
        counterExamples: [],
      });
    }
  });

  it.each(['330523-TF/A', '330523-TF/AD', '330523-O1/A', 'machine:evaluation'])(
    'is not for %s',
    async (seat) => {
      expect((await open.as(seat).get('/api/v1/proof')).status).toBe(403);
    },
  );

  it('names what was damaged', async () => {
    await open.pool.query(
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE event SET type = 'x'; COMMIT`,
    );
    const answer = await open.as('330523-TF/AU').get('/api/v1/proof');
    expect(answer.body).toMatchObject({
      holds: false,
      counterExamples: [{ rule: 'chain-intact', revision: 1, title: { zh: '哈希链完整' } }],
    });
  });
});
