import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEffect, effectFaults } from '../../src/engine/definition/effect-contract.ts';
import { COUNTY_EFFECTS } from '../../src/tasks/answers/county-effects.ts';
import { workflows } from '../../workflows/index.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { errand } from './errand-workflow.ts';

describe('what machines ask for and workers answer', () => {
  it('is one declaration: the county carries out whatever its workflows ask, and each takes the answers', () => {
    expect(effectFaults(workflows, COUNTY_EFFECTS)).toEqual([]);
  });

  it('is refused at start where nobody carries an effect out', () => {
    const without = COUNTY_EFFECTS.filter(({ name }) => name !== 'countUrge');
    expect(effectFaults([sectionAssignment], without)).toEqual([
      expect.stringContaining('section-assignment: nobody carries out the effect "countUrge"'),
    ]);
  });

  it('is refused at start where a workflow does not declare the answer for the engine', () => {
    const remind = defineEffect({ name: 'remind', params: z.object({}), answers: [] });
    const prepare = (answer: string) =>
      [remind, defineEffect({ name: 'prepare', params: z.object({}), answers: [answer] })] as const;
    expect(effectFaults([errand], prepare('prepared'))).toEqual([]);
    for (const answer of ['preparedd', 'begin']) {
      expect(effectFaults([errand], prepare(answer))).toEqual([
        expect.stringContaining(`errand: "prepare" is answered by "${answer}"`),
      ]);
    }
  });
});
