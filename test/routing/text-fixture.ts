import type { Taxonomy } from '../../src/directory/files/taxonomy.ts';
import type { Precedent } from '../../src/routing/books/precedent.ts';
import type { DutyFiles } from '../../src/routing/duties/load-duties.ts';
import type { Lexicon } from '../../src/routing/text/lexicon.ts';
import { segmenterWith } from '../../src/routing/text/segment.ts';
import { buildTextModel, type TextSources } from '../../src/routing/text/teaching/build-text-model.ts';
import { readTasks } from '../../src/routing/text/teaching/read-tasks.ts';
import { createTaskMemory } from '../../src/routing/text/teaching/task-memory.ts';
import type { TextModel } from '../../src/routing/text/text-ranking.ts';
import type { KindSettings, TextSettings } from '../../src/routing/text/text-settings.ts';
import { county, NOW } from './county-fixture.ts';

/** Few phrases whose interplay can be followed by hand. */
export const LEXICON: Lexicon = {
  version: 'l1',
  locatives: ['门口', '附近'],
  elsewhere: ['平安大道学校路'],
  units: [
    { unit: '教育局', strong: ['学校', '补课', '12355'], words: ['家长'], hints: ['孩子'] },
    { unit: '交通局', strong: ['公交', '公交车', '出租车'], words: ['司机'], hints: [] },
    { unit: '综合执法局', strong: ['摆摊', '违章建筑'], words: ['垃圾'], hints: [] },
    { unit: '卫健局', strong: ['医院'], words: ['孩子'], hints: [] },
  ],
};

const KIND: KindSettings = {
  lexicon: 1,
  objects: 4,
  examples: 1,
  boundary: 1.5,
  title: 2,
  opening: { characters: 100, rest: 0.5 },
  doubt: 2,
  calibration: { offset: 0, slope: 2, oneWord: 0, held: 0, against: 0 },
};

export const SETTINGS: TextSettings = {
  version: 's1',
  threshold: 0.7,
  phrases: { strong: 4, words: 2, hints: 0.5, longer: 0, unitName: 4, asPlace: 0.1 },
  duty: 1,
  longer: 0,
  examples: { share: 1.5, imagined: 3, task: 0.3 },
  read: 500,
  personal: ['我'],
  kinds: { task: KIND, message: { ...KIND, boundary: 0 } },
};

/** Duties and boundaries of two neighbours. */
export const DUTIES: DutyFiles = {
  duties: [],
  words: { acts: { 执法: ['查处'] }, people: { 老年人: ['老人'] }, faint: ['推进'] },
  boundaries: { source: '', version: 'b1', boundaries: [] },
  known: [],
};

const TAXONOMY: Taxonomy = { 交通运输: { 出租车管理: ['运价监管', '网约车问题'] } };
const segment = segmenterWith(['课后服务', '智能水表', '独居老人']);

/** A text model over the small county, taught at a moment. */
export function textModel(
  { precedents = [], ...more }: Partial<TextSources> & { precedents?: readonly Precedent[] } = {},
  now = NOW,
): TextModel {
  const memory = createTaskMemory(readTasks(segment, SETTINGS.read));
  for (const precedent of precedents) memory.learn(precedent);
  return buildTextModel(
    {
      directory: county(),
      taxonomy: TAXONOMY,
      lexicon: LEXICON,
      memory,
      settings: SETTINGS,
      duties: DUTIES,
      segment,
      ...more,
    },
    now,
  );
}

/** Accepted tasks with these titles. */
export function acceptedBy(unit: string, ...titles: readonly string[]): Precedent[] {
  return titles.map((title, number) => ({
    id: `${unit}-${number}`,
    kind: 'accepted',
    unit,
    title,
    at: '2026-05-01T00:00:00.000Z',
  }));
}
