import { freePort } from '../../../src/platform/process/free-port.ts';
import { eventually } from '../eventually.ts';
import { startTestRedis, type TestRedis } from './redis.ts';
import { redisCommand } from './redis-command.ts';

const MASTERS = 3;
const SLOTS = 16_384;

export interface TestRedisCluster {
  /** `cluster://…` with all nodes, as REDIS_URL takes it. */
  readonly url: string;
  /** The masters that live now. */
  masters(): Promise<readonly TestRedis[]>;
  /** kill -9 of the master that holds a key; resolves when its replica has taken over and the cluster is whole. */
  killMasterOf(key: string): Promise<void>;
  stop(): Promise<void>;
}

interface Node extends TestRedis {
  readonly busPort: number;
}

/** Starts three masters with a replica each; a master that is silent for a second and a half is replaced. */
export async function startTestRedisCluster(): Promise<TestRedisCluster> {
  const nodes = await Promise.all(Array.from({ length: 2 * MASTERS }, startNode));
  const masters = nodes.slice(0, MASTERS);
  await Promise.all(masters.map(giveSlots));
  await meet(nodes);
  await Promise.all(
    nodes.slice(MASTERS).map(async (replica, n) => {
      const master = masters[n];
      if (master === undefined) throw new Error(`There is no master for replica ${n}.`);
      await redisCommand(replica, 'CLUSTER', 'REPLICATE', await redisCommand(master, 'CLUSTER', 'MYID'));
    }),
  );
  await eventually(async () => (await Promise.all(nodes.map(isReady))).every(Boolean), {
    what: 'a Redis Cluster with all replicas linked',
    withinMs: 60_000,
  });
  const living = new Set(nodes);

  async function slotOwner(key: string): Promise<Node> {
    const [any] = living;
    if (any === undefined) throw new Error('No node of the cluster lives.');
    const slot = await redisCommand<number>(any, 'CLUSTER', 'KEYSLOT', key);
    const ranges = await redisCommand<[number, number, [string, number]][]>(any, 'CLUSTER', 'SLOTS');
    const owner = ranges.find(([from, to]) => from <= slot && slot <= to)?.[2][1];
    const found = nodes.find(({ port }) => port === owner);
    if (found === undefined) throw new Error(`Slot ${slot} belongs to port ${owner}, which is not ours.`);
    return found;
  }

  return {
    url: `cluster://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    async masters() {
      const roles = await Promise.all(
        [...living].map(async (node) => ({ node, role: await redisCommand<[string]>(node, 'ROLE') })),
      );
      return roles.filter(({ role }) => role[0] === 'master').map(({ node }) => node);
    },
    async killMasterOf(key) {
      const dead = await slotOwner(key);
      await dead.kill();
      living.delete(dead);
      await eventually(
        async () =>
          living.has(await slotOwner(key)) && (await Promise.all([...living].map(isWhole))).every(Boolean),
        { what: 'a replica in the place of the killed master', withinMs: 60_000 },
      );
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

/** With twelve ports for one cluster it happens that somebody snatches one before it is used. */
async function startNode(): Promise<Node> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryNode();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

async function tryNode(): Promise<Node> {
  const busPort = await freePort();
  const settings = {
    'cluster-enabled': 'yes',
    'cluster-config-file': 'nodes.conf',
    // The usual bus port, 10 000 above, may not exist for the ports that the system hands out.
    'cluster-port': String(busPort),
    'cluster-node-timeout': '1500',
    'repl-diskless-sync-delay': '0',
  };
  return { ...(await startTestRedis({ settings })), busPort };
}

async function giveSlots(master: Node, n: number): Promise<void> {
  const from = Math.floor((n * SLOTS) / MASTERS);
  const to = Math.floor(((n + 1) * SLOTS) / MASTERS) - 1;
  await redisCommand(master, 'CLUSTER', 'ADDSLOTSRANGE', from, to);
  // Epochs that differ from the start spare the masters the settling of who has which.
  await redisCommand(master, 'CLUSTER', 'SET-CONFIG-EPOCH', n + 1);
}

async function meet(nodes: readonly Node[]): Promise<void> {
  const [first, ...others] = nodes;
  if (first === undefined) return;
  for (const { port, busPort } of others) {
    await redisCommand(first, 'CLUSTER', 'MEET', '127.0.0.1', port, busPort);
  }
  const all = `cluster_known_nodes:${nodes.length}`;
  await eventually(async () => (await Promise.all(nodes.map(infoOf))).every((info) => info.includes(all)), {
    what: 'nodes that have all met',
    withinMs: 60_000,
  });
}

function infoOf(node: Node): Promise<string> {
  return redisCommand<string>(node, 'CLUSTER', 'INFO');
}

async function isWhole(node: Node): Promise<boolean> {
  return (await infoOf(node)).includes('cluster_state:ok');
}

async function isReady(node: Node): Promise<boolean> {
  const [role, , , link] = await redisCommand<[string, unknown, unknown, string?]>(node, 'ROLE');
  return (await isWhole(node)) && (role === 'master' || link === 'connected');
}
