import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const TASK_FORCE = '330523-TF/A';
const O1 = '330523-O1/A';
const O2 = '330523-O2/A';

let open: OpenDoor;
let tasks: { readonly id: string; readonly unit: string }[];

beforeAll(async () => {
  open = await openDoor();
  const owners = [O1, O2, O1, O1, O2];
  tasks = [];
  for (const owner of owners) tasks.push({ id: await open.errandAt(owner), unit: owner.slice(0, 9) });
});
afterAll(() => open.close());

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly total?: number;
  readonly nextCursor?: string;
}

async function list(seat: string, query = ''): Promise<Page> {
  const answer = await open.as(seat).get(`/api/v1/tasks${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const ids = ({ items }: Page) => items.map(({ id }) => id);
const of = (unit: string) =>
  tasks
    .filter((task) => task.unit === unit)
    .map(({ id }) => id)
    .toReversed();

describe('the list of tasks', () => {
  it('shows the task force everything, the newest first, and counts when asked to', async () => {
    expect(ids(await list(TASK_FORCE))).toEqual(tasks.map(({ id }) => id).toReversed());
    expect((await list(TASK_FORCE)).total).toBeUndefined();
    expect((await list(TASK_FORCE, '?count=true&limit=1')).total).toBe(5);
  });

  it('shows a commissioner the tasks of the unit, also in totals and whatever is asked', async () => {
    expect(ids(await list(O1, '?count=true'))).toEqual(of('330523-O1'));
    expect((await list(O1, '?count=true')).total).toBe(3);
    expect(ids(await list(O1, '?unit=330523-O2'))).toEqual([]);
    expect(ids(await list(TASK_FORCE, '?unit=330523-O2'))).toEqual(of('330523-O2'));
  });

  it('shows nothing to an administrator, nor to a machine without the right to read', async () => {
    for (const nobody of ['330523-TF/AD', 'machine:evaluation']) {
      expect(await list(nobody, '?count=true')).toEqual({ items: [], total: 0 });
    }
  });

  it('is walked by its links', async () => {
    const walked: string[] = [];
    let path: string | undefined = '/api/v1/tasks?limit=2&status=open&workflow=errand';
    while (path !== undefined) {
      const answer = await open.as(TASK_FORCE).get(path);
      walked.push(...ids(answer.body));
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(walked).toEqual(tasks.map(({ id }) => id).toReversed());
  });

  it('refuses what no list can mean, naming the parameter', async () => {
    const wrong = [
      'limit=0',
      'limit=-1',
      'limit=201',
      'limit=1e9',
      'limit=1.5',
      'sort=title',
      'sort=due',
      'light=blue',
      'light=紫',
      'light=red&status=closed',
      'text=x',
      'dueFrom=2026-02-30',
      'parent=1',
      'count=yes',
      'unit=330523-O1&unit=330523-O2',
      '__proto__=1',
      'cursor=AAAA',
      `cursor=${'A'.repeat(2_000)}`,
      'owner=x',
    ];
    for (const query of wrong) {
      const answer = await open.as(TASK_FORCE).get(`/api/v1/tasks?${query}`);
      expect([query, answer.status, (answer.body as { code: string }).code]).toEqual([
        query,
        400,
        'query-invalid',
      ]);
    }
  });

  it('refuses a cursor of somebody else, also of one who may see more', async () => {
    const { nextCursor } = await list(TASK_FORCE, '?limit=1');
    const answer = await open.as(O1).get(`/api/v1/tasks?limit=1&cursor=${nextCursor}`);
    expect((answer.body as { code: string }).code).toBe('query-invalid');
  });
});

describe('the timeline over HTTP', () => {
  it('tells the events of a task', async () => {
    const answer = await open.as(O1).get(`/api/v1/tasks/${tasks[0]?.id}/timeline`);
    const { items } = answer.body as { items: { type: string; previous: string; hash: string }[] };
    expect(items.map(({ type }) => type)).toEqual(['created', 'prepared']);
    expect(items[1]?.previous).toBe(items[0]?.hash);
  });

  it('answers alike for a task of others and for one that is not there', async () => {
    const theirs = await open.as(O2).get(`/api/v1/tasks/${tasks[0]?.id}/timeline`);
    const none = await open.as(O2).get('/api/v1/tasks/00000000-0000-4000-8000-000000000000/timeline');
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect((await open.as(O2).get('/api/v1/tasks/x/timeline')).status).toBe(404);
  });
});

describe('the overdue list over HTTP', () => {
  it('has nothing where nothing is late', async () => {
    const answer = await open.as('330523-TF/D1').get('/api/v1/overdue');
    expect(answer.body).toEqual({
      asOf: expect.any(String),
      countedAt: expect.any(String),
      total: 0,
      groupBy: 'unit',
      grouped: 0,
      groups: [],
      items: [],
    });
  });
});

describe('texts that no column can hold', () => {
  it.each(['tasks?unit=%00', 'overdue?unit=%00', 'inbox?seat=%00', 'tasks?text=a%00b', 'tasks?cursor=%00'])(
    'are refused before they are asked for: %s',
    async (query) => {
      expect((await open.as(TASK_FORCE).get(`/api/v1/${query}`)).status).toBe(400);
    },
  );
});

describe('the export', () => {
  it('is a CSV file of what the caller may read, with the filters of the list', async () => {
    const answer = await open.as(O1).get('/api/v1/tasks/export.csv?status=open');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    const lines = answer.text.trim().split('\r\n');
    expect(lines.length).toBe(1 + of('330523-O1').length);
    expect(lines[1]).toContain('"送文件"');
    expect((await open.as(O1).get('/api/v1/tasks/export.csv?text=x')).status).toBe(400);
  });
});

describe('without a key', () => {
  it('no list answers', async () => {
    for (const path of ['tasks', 'inbox', 'overdue', 'tasks/export.csv', `tasks/${tasks[0]?.id}/timeline`]) {
      expect((await open.as(undefined).get(`/api/v1/${path}`)).status).toBe(401);
    }
  });
});
