import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Directory } from '../../src/directory/directory.ts';
import { findUnit } from '../../src/directory/find-unit.ts';
import { readYamlOrThrow } from '../../src/platform/read-yaml.ts';
import type { Matter } from '../../src/routing/matter.ts';

const messageSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string(),
  body: z.string(),
  category: z.string(),
});

/** A citizen's message with the first-level class that a person gave it. */
export type Message = z.infer<typeof messageSchema>;

/** Reads messages from JSON lines; throws an error that names the line and what was expected. */
export function readMessages(path: string): Message[] {
  const messages: Message[] = [];
  readFileSync(path, 'utf8')
    .replace(/^\ufeff/u, '')
    .split('\n')
    .forEach((line, at) => {
      if (line.trim() === '') return;
      const parsed = messageSchema.safeParse(asJson(line));
      if (!parsed.success) {
        throw new Error(`${path}:${at + 1}: expected a JSON object with title, body and category as texts`);
      }
      messages.push(parsed.data);
    });
  if (messages.length === 0) throw new Error(`${path}: has no messages, expected one JSON object a line`);
  return messages;
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return error;
  }
}

/** A message as routing sees it: title and text, and nothing of the class. */
export function matterOf(message: Message): Matter {
  return { title: message.title, goal: message.body };
}

/**
 * Whether the author of the lexicon could have read this message. Of the shipped sample, by the SHA-256 of the id
 * modulo 4: 0 and 2 were read while the lexicon was written, of 1 the mistakes of its first version, 3 never.
 */
export function wasRead(message: Message): boolean {
  const digest = createHash('sha256').update(String(message.id)).digest();
  return (digest.at(-1) ?? 0) % 4 !== 3;
}

const acceptedSchema = z.strictObject({ classes: z.record(z.string(), z.array(z.string())) });

/** For each class the codes of the units whose answer is right. */
export type Accepted = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the published mapping; throws when it names a unit that the directory does not have. */
export function readAccepted(path: string, directory: Directory, now: string): Accepted {
  const { value } = readYamlOrThrow(path, acceptedSchema);
  return new Map(
    Object.entries(value.classes).map(([name, units]) => [
      name,
      new Set(
        units.map((unit) => {
          const found = findUnit(directory, unit, now);
          if (found?.kind !== 'unit') throw new Error(`${path}: "${unit}" is no unit of the directory`);
          return found.unit.code;
        }),
      ),
    ]),
  );
}
