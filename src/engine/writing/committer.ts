import type pg from 'pg';
import { codeOf } from '../../platform/error-code.ts';
import { failpoint } from '../../platform/failpoint.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Entry } from '../steps/task.ts';
import { type BatchSettings, commitBatch, type Outcome } from '../store/commit-batch.ts';

export interface CommitterSettings extends BatchSettings {
  /** Most members of one statement. */
  readonly batchSize: number;
  /** Batches in flight at once. */
  readonly committers: number;
}

export interface Committer {
  /** Resolves when the entry is on disk, or was refused and left no trace. Rejects where nobody can know. */
  commit(entry: Entry): Promise<Outcome>;
}

interface Waiting {
  readonly entry: Entry;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Milliseconds after which a batch goes out though more members keep coming. */
const GATHER_MS = 5;

/**
 * Group commit: while batches are in flight the next one gathers; everybody is answered after its commit. Tells of each commit
 * that the database did not confirm.
 */
export function createCommitter(
  pool: pg.Pool,
  settings: CommitterSettings,
  onUnconfirmed: (error: unknown) => void = () => undefined,
): Committer {
  const gathering: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || inFlight >= settings.committers || gathering.length === 0) return;
    isScheduled = true;
    flushWhenQuiet(gathering.length, performance.now() + GATHER_MS);
  }

  /**
   * A batch goes out when a turn of the event loop brought no more members: a statement, and the waking of its readers,
   * costs as much as a dozen members of it, and a lone member waits for nothing.
   */
  function flushWhenQuiet(members: number, latest: number): void {
    setImmediate(() => {
      const grows = gathering.length > members && gathering.length < settings.batchSize;
      if (grows && performance.now() < latest) flushWhenQuiet(gathering.length, latest);
      else void flush();
    });
  }

  async function flush(): Promise<void> {
    isScheduled = false;
    const batch = takeBatch();
    inFlight++;
    schedule();
    const answer = await commitTogether(batch);
    inFlight--;
    // Where about as many wait as were just served, the database goes on with them while these are answered.
    if (!isScheduled && gathering.length * 2 >= batch.length) void flush();
    else schedule();
    answer();
  }

  /** In the order they came; a key that stands in the batch already waits for the next, where it finds itself taken. */
  function takeBatch(): readonly Waiting[] {
    const scopes = new Set<string>();
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    for (const member of gathering.splice(0, settings.batchSize)) {
      const scope = member.entry.answer?.scope;
      if (scope !== undefined && scopes.has(scope)) later.push(member);
      else batch.push(member);
      if (scope !== undefined) scopes.add(scope);
    }
    gathering.unshift(...later);
    return batch;
  }

  /** Commits a batch and returns what tells its members; never rejects. */
  async function commitTogether(batch: readonly Waiting[]): Promise<() => void> {
    try {
      await failpoint('C1-commit-gathered');
      const outcomes = await withRetries(batch.map((member) => member.entry));
      await failpoint('C3-committed-unanswered');
      return () => batch.forEach((member, n) => member.resolve(outcomes[n] ?? { verdict: 'stale' }));
    } catch (error) {
      if (batch.length > 1 && isDataError(error)) return commitOneByOne(batch);
      if (!isDataError(error)) onUnconfirmed(error);
      return () => batch.forEach((member) => member.reject(asProblem(error)));
    }
  }

  /** One member that the database cannot take must not fail the others. */
  async function commitOneByOne(batch: readonly Waiting[]): Promise<() => void> {
    const answers: (() => void)[] = [];
    for (const member of batch) answers.push(await commitTogether([member]));
    return () => answers.forEach((answer) => answer());
  }

  async function withRetries(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const commit = commitBatch(pool, entries, settings);
        void failpoint('C2-commit-sent');
        return await commit;
      } catch (error) {
        if (attempt >= 3 || !isRolledBackByRace(error)) throw error;
      }
    }
  }

  return {
    commit(entry) {
      return new Promise((resolve, reject) => {
        gathering.push({ entry, resolve, reject });
        schedule();
      });
    },
  };
}

/** 40001 serialization failure, 40P01 deadlock: rolled back whole, so running again is safe. */
function isRolledBackByRace(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** Classes 22 (data exception) and 23 (integrity constraint): the fault of one member, not of the connection. */
function isDataError(error: unknown): boolean {
  return /^2[23]/.test(codeOf(error) ?? '');
}

function asProblem(error: unknown): unknown {
  if (codeOf(error) === '23505')
    return new Problem('task-exists', {
      zh: '这个编号的任务已存在，请刷新后查看。',
      en: 'A task with this id exists already; look it up.',
    });
  if (isDataError(error)) return error;
  return new Problem(
    'unavailable',
    {
      zh: '数据库未确认提交，请用同一 Idempotency-Key 再试一次。',
      en: 'The database did not confirm the commit; repeat with the same Idempotency-Key.',
    },
    {
      cause: error instanceof Error ? error.message : String(error),
    },
  );
}
