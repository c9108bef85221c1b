#!/usr/bin/env node
import { commandLineOf, isHelp, UsageFault } from '../platform/process/command-line.ts';
import { type Arguments, programOf } from './commands/command.ts';
import { commands } from './commands/commands.ts';
import { tellFailure } from './tell-failure.ts';

/** The operator's commands: their words come first, then what they take; `onedoor help` lists them. */
const args = process.argv.slice(2);
const asksForHelp = args[0] === 'help';
const given = asksForHelp ? args.slice(1) : args;
const name = Object.keys(commands)
  .toSorted((a, b) => b.length - a.length)
  .find((candidate) => candidate === given.slice(0, candidate.split(' ').length).join(' '));
const command = name === undefined ? undefined : commands[name];

if (name === undefined || command === undefined) {
  const isAsked = given.length === 0 || given.some(isHelp);
  if (isAsked) process.stdout.write(listed());
  else process.stderr.write(`onedoor: no command "${given.join(' ')}"; expected one of these.\n${listed()}`);
  process.exitCode = isAsked ? 0 : 2;
} else {
  const rest = given.slice(name.split(' ').length);
  const asked = commandLineOf(
    programOf(name, command),
    ({ values, positionals }): Arguments => ({ ...values, operands: positionals }),
    asksForHelp ? ['--help'] : rest,
  );
  try {
    process.exitCode = await command.run(asked);
  } catch (error) {
    process.stderr.write(`onedoor ${name}: ${tellFailure(error)}\n`);
    process.exitCode = error instanceof UsageFault ? 2 : 1;
  }
}

function listed(): string {
  const width = Math.max(...Object.keys(commands).map((candidate) => candidate.length));
  const lines = Object.entries(commands).map(
    ([candidate, { zh, en }]) => `  onedoor ${candidate.padEnd(width)}  ${zh} / ${en}`,
  );
  return `${lines.join('\n')}\n  onedoor help COMMAND: 用法与选项 / how a command is called\n`;
}
