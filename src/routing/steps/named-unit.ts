import type { Unit } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import { spoken } from '../../directory/spoken.ts';
import { claimantCandidates, mergeCandidates, textCandidates } from '../candidates.ts';
import { readLeadUnit, unitsNamedLike } from '../lead-unit.ts';
import { CANDIDATES, type Finding, type Question } from '../question.ts';
import type { Candidate, Fact } from '../reason.ts';
import { answeringUnit } from '../standing.ts';

/** A ruling or an assignment by hand on this very task is repeated, never overruled. */
export function decideByBinding(question: Question): Finding | undefined {
  const { binding } = question.matter;
  if (!binding) return undefined;
  const fact: Fact = { fact: 'binding', value: binding.unit, matched: binding.by };
  const named = findUnit(question.book.directory, binding.unit, question.now);
  if (named?.kind !== 'unit') return unknownUnit(question, binding.unit, [fact]);
  const by = spoken(question.book.directory, binding.by);
  return {
    kind: 'decided',
    step: 'binding',
    unit: named.unit.code,
    facts: [fact],
    why: {
      zh: `此件已由${by}指定承办单位为${named.unit.name}，不再另行判断。`,
      en: `${by} has assigned this task to ${named.unit.name}; that is binding.`,
    },
  };
}

/** The lead unit as written: one known unit decides, everything else is for a person, never for guesswork. */
export function decideByNamedUnit(question: Question): Finding | undefined {
  const { matter, book, now } = question;
  const written = matter.unit?.trim() ?? '';
  if (written === '') return undefined;
  const lead = readLeadUnit(written, (name) => findUnit(book.directory, name, now));
  if (lead.kind === 'unknown') return unknownUnit(question, written, []);
  if (lead.kind === 'several') return severalUnits(written, lead.units);
  return {
    kind: 'decided',
    step: 'unit',
    unit: lead.unit.code,
    facts: [{ fact: 'unit', value: written, matched: lead.unit.name }],
    why: { zh: `已写明牵头单位：${lead.why.zh}。`, en: `The lead unit is written: ${lead.why.en}.` },
  };
}

function unknownUnit(question: Question, written: string, facts: readonly Fact[]): Finding {
  const { book, moment } = question;
  const organs = book.directory.units.filter((unit) => unit.kind !== 'taskForce');
  const named: Candidate[] = [];
  for (const { unit, name, likeness } of unitsNamedLike(written, organs, CANDIDATES)) {
    const answering = answeringUnit(book, unit.code, moment);
    if (!answering) continue;
    named.push({
      unit: answering.code,
      name: answering.name,
      score: likeness,
      why: { zh: `名称与“${name}”相近`, en: `the name resembles "${name}"` },
    });
  }
  const { version } = book.directory;
  return {
    kind: 'undecided',
    failure: 'unit-unknown',
    facts: [...facts, { fact: 'unit', value: written, matched: '' }],
    candidates: mergeCandidates(claimantCandidates(question), named, textCandidates(question)),
    why: {
      zh: `组织目录（第${version}版）中没有可承办的“${written}”，不作猜测，请人工指定牵头单位。`,
      en: `Directory version ${version} has no unit "${written}" that can answer; a person must name the lead unit.`,
    },
  };
}

function severalUnits(written: string, units: readonly Unit[]): Finding {
  const names = units.map((unit) => unit.name);
  return {
    kind: 'undecided',
    failure: 'unit-ambiguous',
    facts: [{ fact: 'unit', value: written, matched: names.join('、') }],
    candidates: mergeCandidates(
      units.map((unit) => ({
        unit: unit.code,
        name: unit.name,
        score: 1 / units.length,
        why: { zh: '写在牵头单位中', en: 'written among the lead units' },
      })),
    ),
    why: {
      zh: `牵头单位写的是“${written}”，不是唯一的单位；一项任务只能有一个牵头单位，请指定其一，其余列为配合单位。`,
      en: `"${written}" is not one single unit; a task has exactly one lead unit, the others co-organise.`,
    },
  };
}
