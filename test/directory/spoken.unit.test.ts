import { describe, expect, it } from '@jest/globals';
import { seatName } from '../../src/directory/names.ts';
import { spoken } from '../../src/directory/spoken.ts';
import { smallCounty } from './small-county.ts';

const county = smallCounty();
const A = '330523-O1/A';
const person = county.people.find(({ id }) => id === 'p-O1-A')?.name ?? '';
const unit = county.units.find(({ code }) => code === '330523-O1')?.name ?? '';
const seat = seatName(county, A).zh;

describe('a sentence as people say it', () => {
  it.each([
    ['a person', '移交人p-O1-A尚未签字。', `移交人${person}尚未签字。`],
    ['a seat', `岗位${A}已有交接。`, `岗位${seat}已有交接。`],
    ['the principal of a seat', `此件已由“seat:${A}”指定。`, `此件已由“${seat}”指定。`],
    ['a unit', 'The unit 330523-O1 has it.', `The unit ${unit} has it.`],
    ['an instant', '自2026-12-03T16:30:00.000Z请假', '自2026-12-04 00:30请假'],
    ['the start of a county day', '自2026-12-03T16:00:00.000Z请假', '自2026-12-04请假'],
    ['an id behind its name', `${unit}（330523-O1）`, `${unit}（330523-O1）`],
    ['an id alone in brackets, to be written', `负责人（${A}）`, `负责人（${A}）`],
    ['an id that is itself meant', `岗位编码 ${A} 已是${A}的`, `岗位编码 ${A} 已是${seat}的`],
    ['an id as an example', `应为岗位编码，如 ${A}`, `应为岗位编码，如 ${A}`],
    ['what nobody has as an id', '没有单位 330523-O99', '没有单位 330523-O99'],
    [
      'what was typed',
      'asOf=2026-12-03T16:00:00.000Z：应为此刻之前',
      'asOf=2026-12-03T16:00:00.000Z：应为此刻之前',
    ],
    ['an example', '应为时刻，如 2026-12-03T16:00:00.000Z', '应为时刻，如 2026-12-03T16:00:00.000Z'],
  ])('%s', (_, written, said) => {
    expect(spoken(county, written)).toBe(said);
  });
});
