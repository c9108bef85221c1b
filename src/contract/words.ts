import { z } from 'zod';

/** A name in both languages. */
export const title = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Title' });
