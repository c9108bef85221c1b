import type { Directory, Unit } from '../../src/directory/directory.ts';
import {
  prepareRouting,
  type RoutingBook,
  type RoutingSources,
} from '../../src/routing/books/prepare-routing.ts';
import { DUTY_SEAT, TASK_FORCE_UNIT } from '../../src/vocabulary/seats.ts';

/** The moment at which the tests route. */
export const NOW = '2026-11-23T01:00:00.000Z';

/** A unit with the fields that a test does not care about filled in. */
export function unit(code: string, name: string, more: Partial<Unit> = {}): Unit {
  return {
    code,
    name,
    kind: 'organ',
    aliases: [],
    formerNames: [],
    office: '数字管理科',
    hostSection: '办公室',
    duties: [],
    dutyText: '',
    from: '2021-04-01',
    ...more,
  };
}

export const EDUCATION = '330523-O18';
export const POLICE = '330523-O20';
export const TRANSPORT = '330523-O27';
export const HEALTH = '330523-O33';
export const MARKET = '330523-O37';
export const ENFORCEMENT = '330523-O40';
export const SERVICES = '330523-O42';
export const MEIXI = '330523-T05';
export const XIAOFENG = '330523-T09';
export const LINGFENG = '330523-T03';
export const RESORT = '330523-Z02';

const units: readonly Unit[] = [
  unit(TASK_FORCE_UNIT, '县数字化改革专班', { kind: 'taskForce', aliases: ['专班'] }),
  unit(MEIXI, '梅溪镇', { kind: 'town', aliases: ['梅溪'], places: ['梅溪', '晓墅', '余村'] }),
  unit(XIAOFENG, '孝丰镇', { kind: 'town', aliases: ['孝丰'] }),
  unit(LINGFENG, '灵峰街道', { kind: 'subdistrict', aliases: ['灵峰'] }),
  unit(EDUCATION, '县教育局', {
    aliases: ['教育局'],
    duties: ['教育文体/教育收费', '教育文体/教育行政管理'],
    dutyText: '学校教育、教师、招生、学区划分、课后服务、校外培训机构。',
  }),
  unit(POLICE, '县公安局', {
    aliases: ['公安局'],
    duties: ['政法/社会治安'],
    dutyText: '治安、户籍、身份证、交通秩序。',
  }),
  unit(TRANSPORT, '县交通运输局', {
    aliases: ['交通局'],
    formerNames: ['县公路运输管理所'],
    duties: ['交通运输/出租车管理', '交通运输/客货运输'],
    dutyText: '公路建设养护、出租车、公交线路、客运货运、网约车。',
  }),
  unit(HEALTH, '县卫生健康局', {
    aliases: ['卫健局'],
    duties: ['卫生计生/医患纠纷'],
    dutyText: '医院、医生、疫苗、诊所、医疗纠纷。',
  }),
  unit(MARKET, '县市场监督管理局', {
    aliases: ['市场监管局'],
    duties: ['商贸旅游/市场监管', '交通运输/出租车管理/运价监管'],
    dutyText: '食品安全、物价、电梯、传销、消费投诉。',
  }),
  unit(ENFORCEMENT, '县综合行政执法局', {
    aliases: ['综合执法局', '城管局'],
    duties: ['城乡建设/城市建设和市政管理/城管执法'],
    dutyText: '违章建筑、占道经营、油烟、犬只管理、渣土。',
  }),
  unit(SERVICES, '县政务服务管理办公室', {
    aliases: ['政务办', '大数据局'],
    duties: ['科技与信息产业/信息化建设'],
    dutyText: '政务服务大厅、公共数据、一件事集成改革。',
  }),
  unit('330523-O90', '县旅游委员会', { until: '2024-01-01', successor: '330523-O91', aliases: ['旅委'] }),
  unit('330523-O91', '县文化和广电旅游体育局', { aliases: ['文旅局'], duties: ['商贸旅游/旅游管理'] }),
  unit('330523-O92', '县矿产局', { until: '2024-01-01', duties: ['国土资源/矿产资源管理'] }),
  unit(RESORT, '灵峰旅游度假区管委会', { kind: 'zone', aliases: ['灵峰旅游度假区', '度假区'] }),
];

/** A small county; more units may be added. */
export function county(more: readonly Unit[] = []): Directory {
  return {
    version: 7,
    county: '安吉县',
    units: [...units, ...more],
    sections: [],
    seats: [
      { id: DUTY_SEAT, unit: TASK_FORCE_UNIT, kind: 'dutyOfficer', role: 'A', title: '值班', share: 1 },
    ],
    people: [{ id: 'p1', name: '周宁', qualifications: [] }],
    tenures: [{ seat: DUTY_SEAT, person: 'p1', from: '2021-04-01T00:00:00.000Z' }],
    absences: [],
  };
}

/** A routing book over the small county, without a text model unless one is given. */
export function book(more: Partial<RoutingSources> = {}): RoutingBook {
  return prepareRouting({
    directory: county(),
    rules: { version: 'r1', rules: [] },
    precedents: [],
    places: { notBefore: ['湖', '路', '小学'] },
    ...more,
  });
}
