import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { route } from '../../src/routing/route.ts';
import { resolveLexicon } from '../../src/routing/text/lexicon.ts';
import { readAccepted } from '../bench/routing/routing-accepted.ts';
import { crossValidate, fitCalibration } from '../bench/routing/routing-calibration.ts';
import { readCases } from '../bench/routing/routing-cases.ts';
import { bookOf, NOW, shippedCounty } from '../bench/routing/routing-county.ts';
import { heldOut } from '../bench/routing/routing-folds.ts';
import { openQualityOf, qualityOf, routeCases } from '../bench/routing/routing-outcomes.ts';
import { otherPractice, prequential } from '../bench/routing/routing-prequential.ts';

const root = projectRoot();
const county = shippedCounty();
const accepted = readAccepted(join(root, 'config/routing/accepted-units.yaml'), county.directory, NOW);
const read = (path: string) => readCases(join(root, path), county, accepted).cases;
const tasks = read('config/samples/reform-tasks-sample.jsonl');
const messages = read('config/samples/routing-sample.jsonl');
const known = read('config/duties/known-tasks.jsonl');
const open = read('test/routing/samples/open-tasks.jsonl');
const book = bookOf(county);
/** Fields of duties that were written from how tasks are worded; without them only what statutes say is left. */
const OF_TASKS = new Set(['常办事项', '典型任务', '分工方案常见事项', '平常说法']);

describe('free-text routing of the shipped samples', () => {
  it.each([
    ['reform tasks', tasks],
    ['messages', messages],
    ['tasks that the county knows as examples, each asked of a book that was not told it', known],
  ])('reaches its goals on %s', (_, cases) => {
    const { coverage, precision, topThree } = qualityOf(routeCases(cases, heldOut(county, cases, 3)));
    expect(coverage).toBeGreaterThanOrEqual(0.8);
    expect(precision).toBeGreaterThanOrEqual(0.96);
    expect(topThree).toBeGreaterThanOrEqual(0.97);
  });

  it('sends no task that several units plausibly lead to a unit that does not', () => {
    const { cases, sent, sentElsewhere } = openQualityOf(routeCases(open, () => book));
    expect(sentElsewhere).toBe(0);
    expect(sent).toBeLessThan(cases / 2);
  });

  it('answers more after two hundred decided tasks where duties are thin, and no worse', () => {
    const { duties } = county.files;
    const written = duties.duties.filter(({ field }) => !OF_TASKS.has(field));
    const thin = { ...county, files: { ...county.files, duties: { ...duties, duties: written } } };
    const late = prequential(thin, [...known, ...tasks], 3).slice(2);
    const sum = (figure: (stretch: (typeof late)[number]) => number) =>
      late.reduce((all, one) => all + figure(one), 0);
    expect(sum(({ learning }) => learning.coverage)).toBeGreaterThan(
      sum(({ untaught }) => untaught.coverage) + 0.04,
    );
    expect(sum(({ learning }) => learning.precision)).toBeGreaterThan(
      sum(({ untaught }) => untaught.precision) - 0.04,
    );
  });

  it('follows a county that decides otherwise than the duties say, after two hundred decided tasks', () => {
    const late = prequential(county, otherPractice(county, known), 7).slice(2);
    for (const { learning, untaught } of late) {
      expect(learning.topThree).toBeGreaterThan(untaught.topThree + 0.05);
    }
    const right = (figure: 'learning' | 'untaught') =>
      late.reduce((sum, stretch) => sum + stretch[figure].precision, 0);
    expect(right('learning')).toBeGreaterThan(right('untaught'));
  });

  it('knows every unit of its lexicon', () => {
    expect(resolveLexicon(county.files.lexicon, county.directory, NOW).unknown).toEqual([]);
  });

  it('leaves a vague reform task to a person, with candidates', () => {
    const routing = route(
      { title: '跨部门执法协同', goal: '线索移送、联合检查、结果反馈线上闭环' },
      book,
      NOW,
    );
    expect(routing).toMatchObject({ kind: 'unrouted', failure: 'below-confidence' });
    expect(routing.reason.runnersUp.length).toBeGreaterThan(0);
  });

  it.each([
    ['出租车投诉处理闭环', '投诉、核查、反馈全程线上', '330523-O27'],
    ['中小学课后服务一键报名', '家长端一次填报', '330523-O18'],
    ['残疾人补贴免申即享', '符合条件自动发放', '330523-O52'],
    ['法律援助线上申请', '申请、审核、指派全程网办', '330523-O22'],
  ])('sends a reform task without unit or category by its words: %s', (title, goal, unit) => {
    expect(route({ title, goal }, book, NOW)).toMatchObject({ kind: 'routed', unit });
  });

  it('gives the same answers again', () => {
    const [again, before] = [bookOf(shippedCounty()), book].map((asked) =>
      routeCases(messages.slice(0, 20), () => asked),
    );
    expect(again).toEqual(before);
  });
});

describe('the calibration', () => {
  it('finds the logistic curve that outcomes were drawn from', () => {
    const leads = Array.from({ length: 4000 }, (_, number) => {
      const lead = (number % 40) / 10 - 1.5;
      const p = 1 / (1 + Math.exp(-(0.5 + 2 * lead)));
      return { lead, oneWord: 0.5, held: 0, against: 0, right: (Math.floor(number / 40) + 0.5) / 100 < p };
    });
    const { offset, slope, oneWord } = fitCalibration(leads);
    expect(offset - 0.5 * oneWord).toBeCloseTo(0.5, 1);
    expect(slope).toBeCloseTo(2, 1);
  });

  it('asks each fold of a fit that has not seen it', () => {
    const leads = Array.from({ length: 100 }, (_, number) => ({
      lead: number / 50 - 1,
      oneWord: 0.5,
      held: 0,
      against: 0,
      right: number >= 50,
    }));
    expect(crossValidate(leads, 10, 0.5)).toMatchObject({ coverage: 0.5, precision: 1 });
  });

  it('answers no question without evidence', () => {
    expect(book.text?.rank({ title: '' }, 3)).toMatchObject({
      confidence: 0,
    });
  });
});
