import type { Words } from '../platform/wording/words.ts';
import { type directoryRights, type Reach, directoryRights as rights } from './directory-rights.ts';
import { type Role, roles } from './role.ts';

type DirectoryRight = keyof typeof directoryRights;

const RIGHTS: Readonly<Record<DirectoryRight, Words>> = {
  addUnit: { zh: '增设单位', en: 'Add a unit' },
  changeUnit: { zh: '变更单位', en: 'Change a unit' },
  abolishUnit: { zh: '撤并单位', en: 'Abolish a unit' },
  addSection: { zh: '增设科室', en: 'Add a section' },
  renameSection: { zh: '科室更名', en: 'Rename a section' },
  moveHost: { zh: '变更牵头科室', en: 'Move the office to another section' },
  closeSection: { zh: '撤销科室', en: 'Close a section' },
  addSeat: { zh: '增设岗位', en: 'Add a seat' },
  changeSeat: { zh: '变更岗位', en: 'Change a seat' },
  closeSeat: { zh: '撤销岗位', en: 'Close a seat' },
  addPerson: { zh: '登记人员', en: 'Add a person' },
  changePerson: { zh: '变更人员', en: 'Change a person' },
  appoint: { zh: '任命', en: 'Appoint' },
  vacate: { zh: '免去任职', en: 'Vacate a seat' },
  addAbsence: { zh: '请假', en: 'Report an absence' },
  endAbsence: { zh: '销假', en: 'End an absence' },
  delegate: { zh: '委托', en: 'Delegate a seat' },
  endDelegation: { zh: '终止委托', en: 'End a delegation' },
  acceptGaps: { zh: '接受无人在岗的日子', en: 'Accept days without anybody' },
  acceptPast: { zh: '补登已经过去的事项', en: 'Record what has passed' },
};

const REACHES: Readonly<Record<Reach, Words>> = {
  county: { zh: '全县', en: 'county' },
  ownUnit: { zh: '限本单位', en: 'own unit' },
  self: { zh: '限本人', en: 'oneself' },
};

/** A right to change the directory, and who has it how far, as people say it. */
export function rightWords(
  right: DirectoryRight,
): Readonly<Record<'zh' | 'en', { title: string; who: string }>> {
  const holders = Object.entries(rights[right]) as readonly (readonly [Role, Reach])[];
  const who = (language: 'zh' | 'en', open: string, close: string, comma: string) =>
    holders
      .map(([role, reach]) => `${roles[role][language]}${open}${REACHES[reach][language]}${close}`)
      .join(comma);
  return {
    zh: { title: RIGHTS[right].zh, who: who('zh', '（', '）', '、') },
    en: { title: RIGHTS[right].en, who: who('en', ' (', ')', ', ') },
  };
}
