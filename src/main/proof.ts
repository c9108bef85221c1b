import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { workflows } from '../../workflows/index.ts';
import { printProof } from '../audit/print-proof.ts';
import { proveAll } from '../audit/proof.ts';
import { readAnchors } from '../audit/read-anchors.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import { readDirectory } from '../directory/store/read-directory.ts';
import { readTaxonomy } from '../directory/taxonomy.ts';
import { projectRoot } from '../platform/project-root.ts';
import { withLedger } from './with-ledger.ts';

/** `npm run proof -- [--json] [--chain] [--anchors <file>]`: verifies the whole history; exit code 0 where it holds. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    chain: { type: 'boolean', default: false },
    anchors: { type: 'string' },
  },
});

try {
  process.exitCode = await withLedger(async ({ pool, config }) => {
    const taxonomy = readTaxonomy(join(projectRoot(), 'config', 'taxonomy.json'));
    const directory = (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), taxonomy);
    const startedAt = performance.now();
    const proof = await proveAll(pool, workflows, directory, {
      now: Date.now,
      chainOnly: values.chain,
      anchors: values.anchors === undefined ? [] : await readAnchors(values.anchors),
      onProgress: ({ tasks, events, violations }) => {
        if (!process.stderr.isTTY) return;
        process.stderr.write(`\r\u001b[K  任务 ${tasks} · 事件 ${events} · 反例 ${violations}`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    const seconds = (performance.now() - startedAt) / 1_000;
    process.stdout.write(
      values.json ? `${JSON.stringify({ ...proof, seconds })}\n` : `${printProof(proof, seconds)}\n`,
    );
    return proof.holds ? 0 : 1;
  });
} catch (error) {
  process.stderr.write(`onedoor proof: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
