import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** The text of config/onedoor.schema.json, with which an editor explains and checks onedoor.yaml. */
export function configJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }), null, 2)}\n`;
}
