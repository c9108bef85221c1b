import { describe, expect, it } from '@jest/globals';
import { describeWorkflow } from '../../src/engine/definition/describe.ts';
import { workflows } from '../../workflows/index.ts';
import { reformTask } from '../../workflows/reform-task.ts';

describe('a workflow as data', () => {
  const described = describeWorkflow(reformTask);

  it('says each state, where it lies and what it begins in', () => {
    expect(
      described.states.filter(({ path }) => ['', 'open', 'open.claimed', 'struckOff'].includes(path)),
    ).toEqual([
      { path: '', title: reformTask.title, type: 'compound', initial: 'routing' },
      { path: 'open', title: { zh: '办理', en: 'Open' }, type: 'compound', initial: 'open.dispatched' },
      { path: 'open.claimed', title: { zh: '待审核', en: 'Claimed done' }, type: 'atomic' },
      { path: 'struckOff', title: { zh: '销号', en: 'Struck off' }, type: 'final' },
    ]);
  });

  it('says each transition with what may refuse it', () => {
    expect(described.transitions).toContainEqual({
      from: 'open.working',
      to: 'open.claimed',
      trigger: { kind: 'event', event: 'claimDone' },
      title: { zh: '办结申请', en: 'Claim done' },
      guards: [
        { name: 'transferSettled', refusal: reformTask.guards['transferSettled']?.title },
        { name: 'sectionsClosed', refusal: reformTask.guards['sectionsClosed']?.title },
        { name: 'evidenceComplete', refusal: reformTask.guards['evidenceComplete']?.title },
      ],
    });
    expect(described.transitions).toContainEqual({
      from: 'open.dispatched',
      trigger: { kind: 'after', delay: 'receiptLimit' },
      title: { zh: '签收时限届满', en: 'Receipt limit reached' },
      guards: [],
    });
  });

  it('says what each event carries, with names and limits for a form', () => {
    const returning = described.events.find(({ type }) => type === 'return');
    expect(returning).toMatchObject({
      by: ['accountable', 'unitLeader'],
      data: {
        type: 'object',
        required: ['reasonCode', 'dutyBasis'],
        additionalProperties: false,
        properties: {
          reasonCode: { title: '退回理由', enum: ['notOurDuty', 'otherLead', 'duplicate', 'incomplete'] },
          dutyBasis: { title: '职责依据', minLength: 1, maxLength: 1000 },
        },
      },
    });
  });

  it('asks for no more than a caller must give', () => {
    expect(described.input['required']).toEqual(['title']);
  });

  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    'of %s is plain JSON, and every field that a person fills in has its names',
    (_name, definition) => {
      const said = describeWorkflow(definition);
      expect(JSON.parse(JSON.stringify(said))).toEqual(said);
      const nameless = said.events
        .filter(({ by }) => !by.includes('engine'))
        .flatMap(({ type, data }) =>
          Object.entries(Object(data['properties'])).map(([field, of]) => ({ type, field, of })),
        )
        .filter(({ of }) => !('title' in Object(of) && 'x-title-en' in Object(of)));
      expect(nameless).toEqual([]);
    },
  );

  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    'of %s names every guard that the machine asks about people',
    (_name, definition) => {
      const asked = describeWorkflow(definition)
        .transitions.filter(({ trigger }) => trigger.kind === 'event')
        .flatMap(({ guards }) => guards);
      for (const { name, refusal } of asked)
        expect({ name, refusal }).toMatchObject({ refusal: { zh: expect.any(String) } });
      expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(Object.keys(definition.guards)));
    },
  );
});
