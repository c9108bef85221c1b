import { errand } from '../../engine/errand-workflow.ts';

/** The engine's small workflow as a task of the county: submitted by the task force, its unit that of its seat. */
export const desk = {
  ...errand,
  submittedBy: ['taskForce', 'submitter'],
  facets: (context: unknown, state: string) => {
    const facets = errand.facets(context, state);
    return { ...facets, unit: /^\d{6}-[A-Z]+\d*/.exec(facets.owner)?.[0] ?? null };
  },
};
