import { Refusal, Unreachable } from '../api/call.ts';
import { say } from '../page.ts';

function wordsOf(error: unknown): string {
  if (error instanceof Unreachable) return say.offline;
  return error instanceof Error ? error.message : say.offline;
}

/** What went wrong, in the words of the API, and how to go on. */
export function Trouble({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}) {
  if (error === undefined) return null;
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{wordsOf(error)}</strong>
      </p>
      {error instanceof Refusal && <p>{error.detail}</p>}
      {error instanceof Refusal && error.traceId !== '' && (
        <p class="small">
          {say.trace} {error.traceId}
        </p>
      )}
      {retry && (
        <button type="button" class="btn" onClick={retry}>
          {say.retry}
        </button>
      )}
    </div>
  );
}
