import { z } from 'zod';

/** Both languages of one sentence; Chinese is what the clerk reads. */
export const sentenceSchema = z.object({ zh: z.string(), en: z.string() });
export type Sentence = z.infer<typeof sentenceSchema>;

/** The steps of routing in the order they are asked; `none` means that no step decided. */
export const routingStepSchema = z.enum([
  'binding',
  'unit',
  'precedent',
  'rule',
  'duty',
  'place',
  'text',
  'none',
]);
export type RoutingStep = z.infer<typeof routingStepSchema>;

/** Why a matter waits for a person instead of going to a unit. */
export const routingFailureSchema = z.enum([
  'unit-unknown',
  'unit-ambiguous',
  'nothing-matched',
  'below-confidence',
  'boundary-open',
]);
export type RoutingFailure = z.infer<typeof routingFailureSchema>;

/** A unit that could have been meant, best first; scores compare within one decision only (0–1). */
export const candidateSchema = z.object({
  unit: z.string(),
  name: z.string(),
  score: z.number(),
  why: sentenceSchema,
  /** The duties of the unit that the text comes nearest to. */
  duties: z.array(z.string()).optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** One thing about the matter that the decision rests on. */
export const factSchema = z.object({
  fact: z.enum([
    'binding',
    'unit',
    'successor',
    'precedent',
    'category',
    'region',
    'source',
    'keyword',
    'urgency',
    'place',
    'word',
    'duty',
    'boundary',
  ]),
  /** What the matter says. */
  value: z.string(),
  /** What it was matched with: a name, a duty, a condition, a share of the score. */
  matched: z.string(),
});
export type Fact = z.infer<typeof factSchema>;

/** What would have sent the matter elsewhere; without a unit it would have gone to triage. */
export const counterfactualSchema = z.object({ unit: z.string().optional(), sentence: sentenceSchema });
export type Counterfactual = z.infer<typeof counterfactualSchema>;

/** Where the words of several units met: who leads, or that it is open, and why. */
export const boundaryCitedSchema = z.object({
  id: z.string(),
  words: z.array(z.string()),
  leads: z.string().optional(),
  over: z.array(z.string()),
  because: z.string(),
});

/** A decided task that is like this one, and whose it was. */
export const similarTaskSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  name: z.string(),
  likeness: z.number(),
});

export type SimilarTask = z.infer<typeof similarTaskSchema>;

/** Why a matter went where it went, as stored with the task: JSON-safe, readable without the code. */
export const routingReasonSchema = z.object({
  step: routingStepSchema,
  failure: routingFailureSchema.optional(),
  unit: z.string().optional(),
  seat: z.string().optional(),
  rule: z.string().optional(),
  precedent: z.string().optional(),
  directoryVersion: z.number().int(),
  rulesVersion: z.string(),
  /** Which text model spoke, and how sure it was; only where text was asked. */
  textVersion: z.string().optional(),
  confidence: z.number().optional(),
  facts: z.array(factSchema),
  runnersUp: z.array(candidateSchema).max(5),
  counterfactuals: z.array(counterfactualSchema),
  /** Absent in reasons stored before boundaries were written down. */
  boundaries: z.array(boundaryCitedSchema).optional(),
  similar: z.array(similarTaskSchema).optional(),
  /** Who is likely to help, never assigned by this. */
  coUnits: z.array(candidateSchema).optional(),
  sentence: sentenceSchema,
});
export type BoundaryCited = z.infer<typeof boundaryCitedSchema>;
export type RoutingReason = z.infer<typeof routingReasonSchema>;

/** The matter has one unit and one seat. */
export interface Routed {
  readonly kind: 'routed';
  readonly unit: string;
  readonly seat: string;
  readonly reason: RoutingReason;
}

/** No unit, or several: a person of the task force decides among the candidates. */
export interface Unrouted {
  readonly kind: 'unrouted';
  readonly failure: RoutingFailure;
  readonly candidates: readonly Candidate[];
  readonly reason: RoutingReason;
}

export type Routing = Routed | Unrouted;
