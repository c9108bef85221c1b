import { checkDirectory } from './check-directory.ts';
import type { Directory } from './directory.ts';
import { sortedDirectory } from './directory-diff.ts';
import { directorySchema } from './directory-schema.ts';

/** The whole directory with its history as JSON text, the same text for the same directory. */
export function exportDirectory(directory: Directory): string {
  return `${JSON.stringify(sortedDirectory(directory), null, 2)}\n`;
}

/** A directory from its export. Throws naming the place and what was expected; a contradiction is refused too. */
export function importDirectory(text: string): Directory {
  const parsed = directorySchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(
      `The exported directory is not valid at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`,
    );
  }
  const [fault] = checkDirectory(parsed.data);
  if (fault) throw new Error(`The exported directory contradicts itself: ${fault.id} ${fault.message.en}.`);
  return sortedDirectory(parsed.data);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('The exported directory is not JSON, expected a file written by export.', { cause });
  }
}
