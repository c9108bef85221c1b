import { z } from 'zod';
import type { Directory } from '../directory.ts';

const instant = z.iso.datetime({ offset: true });
const texts = z.array(z.string());
const period = { from: instant, until: instant.optional() };
const maybePeriod = { from: instant.optional(), until: instant.optional() };

/** A whole directory as it is exported, imported and read from the database. */
export const directorySchema = z.strictObject({
  version: z.int().positive(),
  county: z.string().optional(),
  units: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['town', 'township', 'subdistrict', 'organ', 'zone', 'taskForce']),
      aliases: texts,
      formerNames: texts,
      office: z.string(),
      hostSection: z.string(),
      duties: texts,
      places: texts.optional(),
      dutyText: z.string(),
      from: z.iso.date(),
      until: z.iso.date().optional(),
      successor: z.string().optional(),
    }),
  ),
  sections: z.array(
    z.strictObject({
      code: z.string(),
      unit: z.string(),
      name: z.string(),
      host: z.boolean(),
      ...maybePeriod,
    }),
  ),
  seats: z.array(
    z.strictObject({
      id: z.string(),
      unit: z.string(),
      section: z.string().optional(),
      kind: z.enum([
        'commissioner',
        'sectionHead',
        'unitLeader',
        'dutyOfficer',
        'supervisor',
        'auditor',
        'admin',
      ]),
      role: z.enum(['A', 'B']),
      title: z.string(),
      share: z.number().gt(0).max(1),
      ...maybePeriod,
    }),
  ),
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), qualifications: texts })),
  tenures: z.array(z.strictObject({ seat: z.string(), person: z.string(), ...period })),
  absences: z.array(
    z.strictObject({ person: z.string(), from: instant, until: instant, reason: z.string() }),
  ),
  delegations: z
    .array(
      z.strictObject({
        id: z.string(),
        seat: z.string(),
        task: z.string().optional(),
        person: z.string(),
        by: z.string(),
        from: instant,
        until: instant,
        reason: z.string(),
      }),
    )
    .optional(),
  hostings: z.array(z.strictObject({ unit: z.string(), section: z.string(), ...period })).optional(),
}) satisfies z.ZodType<Directory>;
