import { describe, expect, it } from '@jest/globals';
import { childFaults } from '../../src/engine/definition/child-faults.ts';
import { workflows } from '../../workflows/index.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { sectionAssignment } from '../../workflows/section-assignment.ts';
import { supervisionNotice } from '../../workflows/supervision-notice.ts';
import { jointSurvey, surveyPlan } from '../workflows/joint-survey.ts';

describe('what parents and children of a program agree on', () => {
  it('is everything, of the workflows that the product has', () => {
    expect(childFaults([...workflows, surveyPlan, jointSurvey])).toEqual([]);
  });

  it('names children whose workflow the program does not have', () => {
    expect(childFaults([reformTask, supervisionNotice])).toEqual([
      'reform-task: its children of the kind "section-assignment" are no workflow, expected one of reform-task, supervision-notice.',
    ]);
  });

  it('names a word that the other side does not take from the engine', () => {
    const [sections, ...others] = reformTask.children;
    if (sections === undefined) throw new Error('Reform tasks have sections.');
    const heard = { ...reformTask, children: [{ ...sections, hears: ['report'] }, ...others] };
    expect(childFaults([heard, sectionAssignment, supervisionNotice])).toEqual([
      'reform-task: it is told "report" by "section-assignment", which it does not declare for the engine.',
    ]);
    const told = { ...reformTask, children: [{ ...sections, tells: ['recall', 'hurry'] }, ...others] };
    expect(childFaults([told, sectionAssignment, supervisionNotice])).toEqual([
      'section-assignment: it is told "hurry" by "reform-task", which it does not declare for the engine.',
    ]);
  });

  it('names a machine that asks for children which its workflow does not declare', () => {
    expect(childFaults([{ ...surveyPlan, children: [] }, jointSurvey])).toEqual([
      'survey-plan: its machine asks for children ("spawn"), but the workflow declares none in "children".',
    ]);
  });
});
