import type { Directory, Seat, Unit } from '../../src/directory/directory.ts';

/** A county of three units and the task force, each seat held by a person named after it since 2021. */
export function smallCounty(changes: Partial<Directory> = {}): Directory {
  const codes = ['330523-O1', '330523-O2', '330523-T1', '330523-TF'];
  const sections = codes.flatMap((unit) => [
    { code: `${unit}-S1`, unit, name: '办公室', host: true },
    { code: `${unit}-S2`, unit, name: '业务科', host: false },
  ]);
  const seats = codes.flatMap((unit): readonly Seat[] => {
    const kind = unit.endsWith('TF') ? 'dutyOfficer' : 'commissioner';
    return [
      { id: `${unit}/A`, unit, kind, role: 'A', title: '数字专员（A角）', share: 1 },
      { id: `${unit}/B`, unit, kind, role: 'B', title: '数字专员（B角）', share: 1 },
      { id: `${unit}/L`, unit, kind: 'unitLeader', role: 'A', title: '分管领导', share: 1 },
      ...['S1', 'S2'].map(
        (serial): Seat => ({
          id: `${unit}-${serial}/H`,
          unit,
          section: `${unit}-${serial}`,
          kind: 'sectionHead',
          role: 'A',
          title: '负责人',
          share: 1,
        }),
      ),
    ];
  });
  return {
    version: 1,
    county: '安吉县',
    units: codes.map(smallUnit),
    sections,
    seats,
    people: seats.map(({ id }) => ({ id: personOf(id), name: `任${id}`, qualifications: [] })),
    tenures: seats.map(({ id }) => ({ seat: id, person: personOf(id), from: '2021-03-31T16:00:00.000Z' })),
    absences: [],
    delegations: [],
    hostings: [],
    ...changes,
  };
}

/** Id of the person who holds a seat in the small county. */
export function personOf(seat: string): string {
  return seat.replace('330523-', 'p-').replace('/', '-');
}

const units: Readonly<Record<string, Pick<Unit, 'name' | 'kind' | 'aliases' | 'duties'>>> = {
  '330523-O1': { name: '县教育局', kind: 'organ', aliases: ['教育局'], duties: ['教育文体/教育收费'] },
  '330523-O2': { name: '县体育局', kind: 'organ', aliases: ['体育局'], duties: ['教育文体/体育'] },
  '330523-T1': { name: '梅溪镇', kind: 'town', aliases: ['梅溪'], duties: [] },
  '330523-TF': { name: '县数字化改革专班', kind: 'taskForce', aliases: ['专班'], duties: [] },
};

function smallUnit(code: string): Unit {
  const known = units[code];
  if (!known) throw new Error(`${code} is not a unit of the small county.`);
  return {
    code,
    ...known,
    formerNames: [],
    office: '数字管理科',
    hostSection: '办公室',
    dutyText: `${known.name}的职责`,
    from: '2021-04-01',
    places: [],
  };
}

/** The directory with one unit changed. */
export function withUnit(directory: Directory, code: string, change: Partial<Unit>): Directory {
  const changed = directory.units.map((unit) => (unit.code === code ? { ...unit, ...change } : unit));
  return { ...directory, units: changed };
}
