import { describe, expect, it } from '@jest/globals';
import { relations } from '../../src/access/relations/relation.ts';
import { relationsOf, submittingRelationsOf } from '../../src/access/relations/relations.ts';
import { BY_ENGINE } from '../../src/engine/definition/define.ts';
import { workflows } from '../../workflows/index.ts';
import { relations as vocabulary } from '../../workflows/vocabulary.ts';
import { county } from '../http/stage/county.ts';
import { awayFrom, callerOf, taskAt } from './callers.ts';

const unrouted = taskAt('330523-TF/A');
const ofUnit = taskAt('330523-O1/A', '330523-O1');
const ofSection = taskAt('330523-O1-S2/H', '330523-O1');

describe('the vocabulary of relations', () => {
  it('is the one that workflows are written in', () => {
    expect([...relations, BY_ENGINE].toSorted()).toEqual(Object.keys(vocabulary).toSorted());
  });

  it('covers whatever a workflow names', () => {
    const known = new Set<string>([...relations, BY_ENGINE]);
    const named = workflows.flatMap(({ submittedBy, events }) => [
      ...submittedBy,
      ...Object.values(events).flatMap(({ by }) => by),
    ]);
    expect(named.filter((relation) => !known.has(relation))).toEqual([]);
  });
});

describe('what a caller is to a task', () => {
  it.each([
    ['330523-TF/A', unrouted, ['accountable', 'taskForce']],
    ['330523-TF/A', ofUnit, ['taskForce']],
    ['330523-O1/A', unrouted, []],
    ['330523-O1/A', ofUnit, ['accountable', 'unitCommissioner']],
    ['330523-O1/A', ofSection, ['unitCommissioner']],
    ['330523-O1/B', ofUnit, []],
    ['330523-O2/A', ofUnit, []],
    ['330523-O1/L', ofUnit, ['unitLeader']],
    ['330523-O1/L', ofSection, ['unitLeader']],
    ['330523-O2/L', ofUnit, []],
    ['330523-O1-S2/H', ofSection, ['accountable', 'sectionStaff']],
    ['330523-O1-S2/H', ofUnit, []],
    ['330523-O1-S1/H', ofSection, []],
    ['330523-TF/D1', ofUnit, ['supervisor']],
    ['330523-TF/AU', ofUnit, ['auditor']],
    ['330523-TF/AD', ofUnit, []],
    ['machine:evaluation', ofUnit, []],
    ['machine:evaluation', { ...ofUnit, submitter: 'machine:evaluation' }, ['submitter']],
    ['machine:evaluation', { ...ofUnit, submitter: 'machine:other' }, []],
  ] as const)('%s to %j is %j', (seat, task, expected) => {
    expect(relationsOf(callerOf(seat), task)).toEqual(expected);
  });

  it('is nobody who decides, where the workflow does not say whose requests are undecided', () => {
    const undeclared = { requestedBy: undefined };
    expect(relationsOf(callerOf('330523-TF/A'), { ...ofUnit, ...undeclared })).toEqual([]);
    expect(relationsOf(callerOf('330523-O1/L'), { ...ofUnit, ...undeclared })).toEqual([]);
    expect(relationsOf(callerOf('330523-O1/A'), { ...ofUnit, ...undeclared })).toEqual([
      'accountable',
      'unitCommissioner',
    ]);
  });

  it('passes to the deputy while the commissioner is away, and back', () => {
    const away = county({ absences: [awayFrom('330523-O1/A')] });
    expect(relationsOf(callerOf('330523-O1/B', away), ofUnit)).toEqual(['accountable', 'unitCommissioner']);
    const back = Date.parse('2026-11-30T00:00:00.000Z');
    expect(relationsOf(callerOf('330523-O1/B', away, back), ofUnit)).toEqual([]);
  });

  it('passes to the head of the host section where neither commissioner nor deputy is there', () => {
    const away = county({ absences: ['330523-O1/A', '330523-O1/B'].map(awayFrom) });
    expect(relationsOf(callerOf('330523-O1-S1/H', away), ofUnit)).toContain('accountable');
    expect(relationsOf(callerOf('330523-O1-S2/H', away), ofUnit)).toEqual([]);
  });

  it('passes to the duty seat where nobody of the unit is there', () => {
    const away = county({ absences: ['330523-O1/A', '330523-O1/B', '330523-O1-S1/H'].map(awayFrom) });
    expect(relationsOf(callerOf('330523-TF/A', away), ofUnit)).toContain('accountable');
  });

  it('gives an auditor or an administrator nothing by standing in', () => {
    const away = county({ absences: [awayFrom('330523-TF/A'), awayFrom('330523-TF/B')] });
    for (const seat of ['330523-TF/AU', '330523-TF/AD']) {
      expect(relationsOf(callerOf(seat, away), unrouted)).not.toContain('accountable');
    }
  });
});

describe('what a caller is to a task it would submit', () => {
  it.each([
    ['330523-TF/A', ['taskForce']],
    ['330523-O1/A', ['unitCommissioner']],
    ['330523-O1/L', ['unitLeader']],
    ['330523-O1-S2/H', ['sectionStaff']],
    ['330523-TF/D1', ['supervisor']],
    ['330523-TF/AU', []],
    ['330523-TF/AD', []],
    ['machine:evaluation', ['submitter']],
  ])('%s is %j', (seat, expected) => {
    expect(submittingRelationsOf(callerOf(seat))).toEqual(expected);
  });

  it('needs the scope, for a machine', () => {
    expect(submittingRelationsOf({ ...callerOf('machine:evaluation'), scopes: ['metrics:read'] })).toEqual(
      [],
    );
  });
});
