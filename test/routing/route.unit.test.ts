import { describe, expect, it } from '@jest/globals';
import type { Matter } from '../../src/routing/matter.ts';
import { routingReasonSchema } from '../../src/routing/reason.ts';
import { route } from '../../src/routing/route.ts';
import type { RoutingRule } from '../../src/routing/rules/rule.ts';
import * as fixture from './county-fixture.ts';

const { book, county, NOW, unit } = fixture;

function routed(matter: Matter, on = book(), now = NOW) {
  const routing = route(matter, on, now);
  if (routing.kind !== 'routed') throw new Error(`not routed: ${routing.reason.sentence.zh}`);
  return routing;
}

function unrouted(matter: Matter, on = book(), now = NOW) {
  const routing = route(matter, on, now);
  if (routing.kind !== 'unrouted') throw new Error(`routed: ${routing.reason.sentence.zh}`);
  return routing;
}

function withRules(...rules: RoutingRule[]) {
  return book({ rules: { version: 'r2', rules } });
}

const TAXI: Matter = { title: '出租车投诉处理闭环', goal: '全程线上', category: '交通运输/出租车管理' };

describe('a lead unit in writing', () => {
  it.each([
    ['code', fixture.EDUCATION],
    ['name', '县教育局'],
    ['alias', '教育局'],
    ['full name with the county', '安吉县教育局'],
    ['name with blanks', ' 县教育局 '],
  ])('is found by %s', (_, written) => {
    expect(routed({ title: '课后服务', unit: written })).toMatchObject({
      unit: fixture.EDUCATION,
      seat: `${fixture.EDUCATION}/A`,
      reason: { step: 'unit', directoryVersion: 7, rulesVersion: 'r1' },
    });
  });

  it('is found by a former name', () => {
    expect(routed({ title: '运价核查', unit: '县公路运输管理所' }).unit).toBe(fixture.TRANSPORT);
  });

  it('decides before the category', () => {
    expect(routed({ ...TAXI, unit: '县公安局' }).unit).toBe(fixture.POLICE);
  });

  it('that was abolished is answered by its successor', () => {
    const { unit: code, reason } = routed({ title: '景区客流', unit: '旅委' });
    expect(code).toBe('330523-O91');
    expect(reason.sentence.zh).toContain('撤并');
  });

  it('that was abolished without a successor goes to triage', () => {
    expect(unrouted({ title: '采矿', unit: '县矿产局' }).failure).toBe('unit-unknown');
  });

  it('that nobody knows goes to triage with similar names, whatever the category says', () => {
    const { failure, candidates } = unrouted({ ...TAXI, unit: '县数据资源中心' });
    expect(failure).toBe('unit-unknown');
    expect(candidates.map((candidate) => candidate.unit)).toEqual(
      expect.arrayContaining([fixture.TRANSPORT, fixture.SERVICES]),
    );
    expect(candidates.length).toBeLessThanOrEqual(5);
  });

  it.each(['县教育局;县市场监管局', '县教育局、县市场监督管理局', '教育局 市场监管局'])(
    'must be one unit: %s goes to triage with both',
    (written) => {
      const { failure, candidates } = unrouted({ title: '阳光厨房', unit: written });
      expect(failure).toBe('unit-ambiguous');
      expect(candidates.map(({ unit: code }) => code).toSorted()).toEqual([
        fixture.EDUCATION,
        fixture.MARKET,
      ]);
    },
  );

  it('must be one unit: a known and an unknown one are still two', () => {
    expect(unrouted({ title: '阳光厨房', unit: '县教育局;某某处' }).failure).toBe('unit-ambiguous');
  });

  it('must be one unit: everybody is nobody', () => {
    expect(unrouted({ title: '巡查', unit: '各乡镇（街道）' }).failure).toBe('unit-ambiguous');
  });
});

describe('a binding assignment', () => {
  it('is repeated, whatever else the matter says', () => {
    const matter = { ...TAXI, unit: '县教育局', binding: { unit: fixture.HEALTH, by: '裁定 R-7' } };
    expect(routed(matter)).toMatchObject({ unit: fixture.HEALTH, reason: { step: 'binding' } });
  });

  it('to a unit that is gone goes to triage instead of anywhere else', () => {
    const matter = { ...TAXI, binding: { unit: '330523-O99', by: '裁定 R-7' } };
    expect(unrouted(matter).failure).toBe('unit-unknown');
  });
});

describe('a rule', () => {
  const rule: RoutingRule = {
    id: 'taxi-tech',
    title: '出租车信息化归政务办',
    when: { category: ['交通运输'], keywords: ['线上'] },
    to: '政务办',
  };

  it('decides before the duties and names its facts', () => {
    expect(routed(TAXI, withRules(rule))).toMatchObject({
      unit: fixture.SERVICES,
      reason: {
        step: 'rule',
        rule: 'taxi-tech',
        rulesVersion: 'r2',
        runnersUp: [{ unit: fixture.TRANSPORT }],
      },
    });
  });

  it('needs all of its conditions', () => {
    expect(routed({ ...TAXI, goal: '现场' }, withRules(rule)).unit).toBe(fixture.TRANSPORT);
  });

  it('comes first when it stands first', () => {
    const second = { ...rule, id: 'second', to: '公安局' };
    expect(routed(TAXI, withRules(rule, second)).reason.rule).toBe('taxi-tech');
  });

  it('holds only between its days, as the county counts days', () => {
    const dated = withRules({ ...rule, from: '2026-11-24' });
    expect(routed(TAXI, dated, '2026-11-23T15:59:59.999Z').reason.step).toBe('duty');
    expect(routed(TAXI, dated, '2026-11-23T16:00:00.000Z').reason.step).toBe('rule');
  });

  it('that names no unit of the directory sends the matter to a person, not past itself', () => {
    const { failure, reason } = unrouted(TAXI, withRules({ ...rule, to: '县数据资源中心' }));
    expect(failure).toBe('unit-unknown');
    expect(reason.rule).toBe('taxi-tech');
  });
});

describe('the category', () => {
  it('finds the unit that answers for it', () => {
    expect(routed(TAXI)).toMatchObject({ unit: fixture.TRANSPORT, reason: { step: 'duty' } });
  });

  it('is overridden at its third level', () => {
    expect(routed({ ...TAXI, category: '交通运输/出租车管理/运价监管' }).unit).toBe(fixture.MARKET);
    expect(routed({ ...TAXI, category: '交通运输/出租车管理/网约车问题' }).unit).toBe(fixture.TRANSPORT);
  });

  it('may be written with full-width slashes and blanks', () => {
    expect(routed({ ...TAXI, category: '交通运输 ／ 出租车管理' }).unit).toBe(fixture.TRANSPORT);
  });

  it('with two claimants is for a person', () => {
    const twice = book({
      directory: county([unit('330523-O93', '县城管办', { duties: ['交通运输/出租车管理'] })]),
    });
    const { failure, candidates } = unrouted(TAXI, twice);
    expect(failure).toBe('unit-ambiguous');
    expect(candidates.map((candidate) => candidate.unit)).toEqual([fixture.TRANSPORT, '330523-O93']);
  });

  it('of an abolished unit without successor finds nobody', () => {
    expect(unrouted({ title: '矿山', category: '国土资源/矿产资源管理' }).failure).toBe('nothing-matched');
  });
});

describe('a place', () => {
  it('sends a matter to the one town it names', () => {
    expect(routed({ title: '晓墅老街路灯不亮' })).toMatchObject({
      unit: fixture.MEIXI,
      reason: { step: 'place' },
    });
  });

  it('given as region decides before the text', () => {
    expect(routed({ title: '孝丰老街路灯不亮', region: '梅溪镇' }).unit).toBe(fixture.MEIXI);
  });

  it('may be a short village name as region, but not inside running text', () => {
    expect(routed({ title: '路灯不亮', region: '余村' }).unit).toBe(fixture.MEIXI);
    expect(unrouted({ title: '其余村民的路灯不亮' }).failure).toBe('nothing-matched');
  });

  it('is not heard where something else bears the name', () => {
    expect(unrouted({ title: '梅溪湖边的路灯不亮' }).failure).toBe('nothing-matched');
    expect(unrouted({ title: '灵峰旅游度假区的路灯不亮' }).failure).toBe('nothing-matched');
  });

  it('is not heard where the name is that of a lake further up, or of a village of another township', () => {
    expect(unrouted({ title: '梅溪湖边的路灯', goal: '梅溪这里很黑' }).failure).toBe('nothing-matched');
    expect(unrouted({ title: '甘天乡晓墅的路灯', goal: '晓墅很黑' }).failure).toBe('nothing-matched');
    expect(routed({ title: '安吉县梅溪镇晓墅的路灯' }).unit).toBe(fixture.MEIXI);
  });

  it('that is one of two is no answer', () => {
    expect(unrouted({ title: '梅溪到孝丰的路灯不亮' }).failure).toBe('nothing-matched');
  });
});

describe('nothing to go by', () => {
  it('is a named failure without candidates', () => {
    expect(unrouted({ title: '跨部门执法协同' })).toMatchObject({
      failure: 'nothing-matched',
      candidates: [],
    });
  });
});

describe('the reason', () => {
  it('says what would have sent the matter elsewhere', () => {
    const { reason } = routed({ ...TAXI, unit: '县公安局' });
    expect(reason.counterfactuals[0]).toMatchObject({ unit: fixture.TRANSPORT });
    expect(reason.counterfactuals[0]?.sentence.zh).toContain('若没有写明牵头单位，将派县交通运输局');
  });

  it('names the third level that would have gone elsewhere', () => {
    expect(routed(TAXI).reason.counterfactuals).toContainEqual(
      expect.objectContaining({ unit: fixture.MARKET }),
    );
  });

  it.each<Matter>([
    TAXI,
    { ...TAXI, unit: '教育局' },
    { title: 'x', unit: '县教育局;县公安局' },
    { title: '' },
  ])('survives JSON and its schema', (matter) => {
    const { reason } = route(matter, book(), NOW);
    expect(routingReasonSchema.parse(JSON.parse(JSON.stringify(reason)))).toEqual(reason);
  });
});
