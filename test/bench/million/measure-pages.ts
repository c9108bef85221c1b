import type { PageFigures } from '../goals.ts';
import { percentile } from '../percentile.ts';
import { rounded } from '../row.ts';
import { openConnection } from '../subjects/connection.ts';
import type { Target } from '../subjects/target.ts';

const WARM_UP = 30;
const REQUESTS = 300;

/** Times the pages that readers open first: the inbox of each seat in turn, and what is overdue. */
export async function measurePages({
  port,
  units,
  taskForceKey,
  supervisorKey,
}: Target): Promise<PageFigures[]> {
  const keys = [...units.map(({ key }) => key), taskForceKey];
  return [
    await timed(port, 'inbox', (n) => ({
      path: '/api/v1/inbox',
      key: keys[n % keys.length] ?? taskForceKey,
    })),
    await timed(port, 'overdue', () => ({ path: '/api/v1/overdue', key: supervisorKey })),
  ];
}

async function timed(
  port: number,
  page: string,
  ask: (n: number) => { readonly path: string; readonly key: string },
): Promise<PageFigures> {
  const connection = await openConnection(port);
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + REQUESTS; n++) {
    const { path, key } = ask(n);
    const answer = await connection.request('GET', path, `Authorization: Bearer ${key}\r\n`);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.body.slice(0, 500)}`);
    if (n >= WARM_UP) times.push(answer.ms);
  }
  connection.close();
  return {
    page,
    p50Ms: rounded(percentile(times, 0.5)),
    p99Ms: rounded(percentile(times, 0.99)),
    requests: REQUESTS,
  };
}
