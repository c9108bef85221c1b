import { z } from 'zod';
import { LadderSchema } from './ladder.ts';

/** The JSON Schema of a ladder's file, for editors: the text of `config/ladders/ladder.schema.json`. */
export function ladderJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(LadderSchema, { io: 'input' }), null, 2)}\n`;
}
