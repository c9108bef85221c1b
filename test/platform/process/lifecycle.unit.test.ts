import { describe, expect, it } from '@jest/globals';
import { createLifecycle } from '../../../src/platform/process/lifecycle.ts';
import { createLog } from '../../../src/platform/process/log.ts';

function recording() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, log: createLog({ level: 'info', role: 'test', pretty: false, destination }) };
}

describe('the stop', () => {
  it('undoes what was started, last first, and only once', async () => {
    const done: string[] = [];
    const lifecycle = createLifecycle(recording().log);
    lifecycle.onStop('database', () => void done.push('database'));
    lifecycle.onStop('worker', async () => void done.push('worker'));
    lifecycle.onStop('door', () => void done.push('door'));
    expect(lifecycle.isStopping()).toBe(false);
    const [first, second] = await Promise.all([lifecycle.stop('SIGTERM'), lifecycle.stop('SIGINT')]);
    expect(done).toEqual(['door', 'worker', 'database']);
    expect(second).toBe(first);
    expect(first).toEqual({ reason: 'SIGTERM', failed: [] });
    expect(lifecycle.isStopping()).toBe(true);
  });

  it('goes on after a step that fails, and says which and why', async () => {
    const { log, lines } = recording();
    const done: string[] = [];
    const lifecycle = createLifecycle(log);
    lifecycle.onStop('database', () => void done.push('database'));
    lifecycle.onStop('worker', () => {
      throw new Error('will not');
    });
    expect(await lifecycle.stop('test')).toEqual({ reason: 'test', failed: ['worker'] });
    expect(done).toEqual(['database']);
    expect(lines.join('')).toMatch(/worker[^]*will not|will not[^]*worker/);
  });

  it('gives up a step that hangs, and still does the others', async () => {
    const done: string[] = [];
    const lifecycle = createLifecycle(recording().log, 100);
    lifecycle.onStop('database', async () => {
      await new Promise((resolve) => setImmediate(resolve));
      done.push('database');
    });
    lifecycle.onStop('worker', () => new Promise<void>(() => undefined));
    expect(await lifecycle.stop('test')).toEqual({ reason: 'test', failed: ['worker'] });
    expect(done).toEqual(['database']);
  });
});
