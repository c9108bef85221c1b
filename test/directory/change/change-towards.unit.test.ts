import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { changeTowards } from '../../../src/directory/change/change-towards.ts';
import { planDirectoryChange } from '../../../src/directory/change/plan-change.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import { loadDirectory } from '../../../src/directory/files/load-directory.ts';
import { readTaxonomy } from '../../../src/directory/files/taxonomy.ts';
import { findUnit } from '../../../src/directory/resolve/find-unit.ts';
import { resolveSeat } from '../../../src/directory/resolve/resolve-seat.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { smallCounty, withUnit } from '../small-county.ts';
import { after, now, week } from './planning.ts';

const asked = { at: now, reason: '按文件变更' };

/** Makes the change towards a target, and expects that nothing is left to change then. */
function reach(current: Directory, target: Directory): Directory {
  const change = changeTowards(current, target, asked);
  if (!change) throw new Error('expected a change');
  const plan = planDirectoryChange(current, { ...change, acceptGaps: '测试' }, { at: now, calendar: week });
  expect(plan.conflicts).toEqual([]);
  expect(changeTowards(plan.after, target, asked)).toBeUndefined();
  return plan.after;
}

describe('files that say', () => {
  it('the same as the directory in force ask for nothing, whatever its history', () => {
    const config = join(projectRoot(), 'config');
    const county = loadDirectory(join(config, 'directory'), readTaxonomy(join(config, 'taxonomy.json')));
    expect(changeTowards(county, county, asked)).toBeUndefined();
    const moved = after([
      { op: 'appoint', seat: '330523-O1/A', person: 'p-T1-L', from: now },
      { op: 'appoint', seat: '330523-O1/L', person: 'p-O1-A', from: now },
    ]);
    const written = {
      ...moved,
      tenures: moved.tenures
        .filter(({ until }) => until === undefined)
        .map((tenure) => ({ ...tenure, from: '2021-03-31T16:00:00.000Z' })),
    };
    expect(changeTowards(moved, written, asked)).toBeUndefined();
  });

  it('that people changed places, somebody left and somebody is new', () => {
    const county = smallCounty();
    const places: Readonly<Record<string, string>> = {
      '330523-O1/A': 'p-O2-A',
      '330523-O2/A': 'p-O1-A',
      '330523-T1/B': 'p-new',
    };
    const target = {
      ...county,
      people: [...county.people, { id: 'p-new', name: '新来', qualifications: ['数据管理'] }],
      tenures: county.tenures
        .filter(({ seat }) => seat !== '330523-T1/L')
        .map((tenure) => ({ ...tenure, person: places[tenure.seat] ?? tenure.person })),
    };
    const reached = reach(county, target);
    expect(resolveSeat(reached, '330523-O1/A', now).person.id).toBe('p-O2-A');
    expect(resolveSeat(reached, '330523-T1/L', now).via).toBe('hostSectionHead');
    expect(resolveSeat(reached, '330523-O1/A', '2026-01-01T00:00:00Z').person.id).toBe('p-O1-A');
  });

  it('that a unit is renamed, another merged, a third new', () => {
    const renamed = withUnit(smallCounty(), '330523-O1', {
      name: '县教体局',
      duties: ['教育文体/教育收费', '教育文体/体育'],
    });
    const merged = withUnit(renamed, '330523-O2', {
      until: '2026-12-01',
      successor: '330523-O1',
      duties: [],
    });
    const code = '330523-O3';
    const target: Directory = {
      ...merged,
      units: [
        ...merged.units,
        { ...smallCounty().units[0], code, name: '县数据局', aliases: [], duties: [] } as never,
      ],
      sections: [...merged.sections, { code: `${code}-S1`, unit: code, name: '办公室', host: true }],
      seats: [
        ...merged.seats,
        {
          id: `${code}/A`,
          unit: code,
          kind: 'commissioner',
          role: 'A',
          title: '数字专员（A角）',
          share: 0.5,
        },
        {
          id: `${code}/B`,
          unit: code,
          kind: 'commissioner',
          role: 'B',
          title: '数字专员（B角）',
          share: 0.5,
        },
        { id: `${code}/L`, unit: code, kind: 'unitLeader', role: 'A', title: '分管领导', share: 1 },
        {
          id: `${code}-S1/H`,
          unit: code,
          section: `${code}-S1`,
          kind: 'sectionHead',
          role: 'A',
          title: '办公室负责人',
          share: 1,
        },
      ],
    };
    const reached = reach(smallCounty(), target);
    expect(findUnit(reached, '县教育局', now)).toMatchObject({ by: 'formerName' });
    expect(findUnit(reached, '县数据局', now)).toMatchObject({ unit: { code, from: '2026-11-22' } });
    expect(resolveSeat(reached, '330523-O2/A', '2026-12-02T00:00:00Z').person.id).toBe('p-O1-A');
  });

  it('that sections were added, renamed, closed and the host moved', () => {
    const county = smallCounty();
    const target: Directory = {
      ...withUnit(county, '330523-O1', { hostSection: '数据科' }),
      sections: county.sections.flatMap((section) => {
        if (section.code === '330523-O1-S1') return [{ ...section, host: false, name: '秘书科' }];
        if (section.code !== '330523-O1-S2') return [section];
        return [{ code: '330523-O1-S3', unit: '330523-O1', name: '数据科', host: true }];
      }),
      seats: county.seats.map((seat) =>
        seat.id === '330523-O1-S2/H' ? { ...seat, id: '330523-O1-S3/H', section: '330523-O1-S3' } : seat,
      ),
      tenures: county.tenures.map((tenure) =>
        tenure.seat === '330523-O1-S2/H' ? { ...tenure, seat: '330523-O1-S3/H' } : tenure,
      ),
    };
    const reached = reach(county, target);
    const vacant = after([{ op: 'vacate', seat: '330523-O1/A', at: now }], reached);
    expect(resolveSeat(vacant, '330523-O1/A', now).answeringSeat).toBe('330523-O1-S3/H');
  });

  it('that somebody will be away', () => {
    const absence = {
      person: 'p-O1-A',
      from: '2026-11-30T00:00:00.000Z',
      until: '2026-12-02T00:00:00.000Z',
      reason: '培训',
    };
    expect(reach(smallCounty(), smallCounty({ absences: [absence] })).absences).toEqual([absence]);
  });
});
