#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { commands } from './commands.ts';

/** The operator's commands; `onedoor help` lists them. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rules: { type: 'string' },
    days: { type: 'string' },
    reason: { type: 'string' },
    'accept-gaps': { type: 'string' },
    'accept-past': { type: 'string' },
    file: { type: 'string' },
  },
});

const name = Object.keys(commands)
  .toSorted((a, b) => b.length - a.length)
  .find((candidate) => positionals.join(' ').startsWith(candidate));

if (name === undefined) {
  const width = Math.max(...Object.keys(commands).map((candidate) => candidate.length));
  const lines = Object.entries(commands).map(
    ([candidate, { zh, en }]) => `  onedoor ${candidate.padEnd(width)}  ${zh} / ${en}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = positionals.length === 0 || positionals[0] === 'help' ? 0 : 2;
} else {
  try {
    const operands = positionals.slice(name.split(' ').length);
    process.exitCode = await commands[name]?.run({ operands, ...values });
  } catch (error) {
    process.stderr.write(`onedoor ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
