import { CANDIDATES, type Decided, type Finding, nameOf, type Question, type Undecided } from './question.ts';
import type { Candidate, Counterfactual, RoutingStep, Sentence } from './reason.ts';
import { answeringUnit } from './standing.ts';
import { laterFindings } from './steps/in-order.ts';

const EXCEPTIONS_SHOWN = 3;

/** The fact whose absence is imagined, per step that it decided. */
const WITHOUT: Record<Exclude<RoutingStep, 'none' | 'text'>, Sentence> = {
  binding: { zh: '若没有这一指定', en: 'Without that assignment' },
  unit: { zh: '若没有写明牵头单位', en: 'Without a lead unit in writing' },
  precedent: { zh: '若没有这一裁定', en: 'Without that ruling' },
  rule: { zh: '若没有这条规则', en: 'Without that rule' },
  duty: { zh: '若没有这一事项分类', en: 'Without that category' },
  place: { zh: '若没有提到该属地', en: 'Without that place' },
};

/** What would have sent the matter elsewhere, and the units that came next. */
export function counterfactualsOf(
  question: Question,
  finding: Finding,
): { runnersUp: Candidate[]; counterfactuals: Counterfactual[] } {
  if (finding.kind === 'undecided') {
    return { runnersUp: [...finding.candidates], counterfactuals: [wouldRoute(finding)] };
  }
  if (finding.step === 'text' || finding.step === 'none') {
    return {
      runnersUp: [...(finding.runnersUp ?? [])],
      counterfactuals: [...(finding.counterfactuals ?? [])],
    };
  }
  const next = laterFindings(question, finding.step, finding.rule);
  const without = WITHOUT[finding.step];
  return {
    runnersUp: runnersUp(question, finding.unit, next),
    counterfactuals: [instead(question, without, next[0]), ...exceptions(question, finding)],
  };
}

function wouldRoute(undecided: Undecided): Counterfactual {
  return undecided.failure === 'unit-ambiguous' || undecided.failure === 'unit-unknown'
    ? {
        sentence: {
          zh: '写明目录中的一个牵头单位，即可派单。',
          en: 'One lead unit of the directory in writing would route it.',
        },
      }
    : {
        sentence: {
          zh: '写明一个牵头单位或事项分类，即可派单。',
          en: 'A lead unit or a category in writing would route it.',
        },
      };
}

function runnersUp(question: Question, unit: string, next: readonly Finding[]): Candidate[] {
  const seen = new Set([unit]);
  const others: Candidate[] = [];
  next.forEach((finding, rank) => {
    if (finding.kind !== 'decided' || seen.has(finding.unit)) return;
    seen.add(finding.unit);
    const name = nameOf(question.book, finding.unit);
    others.push({ unit: finding.unit, name, score: 1 / (rank + 2), why: finding.why });
  });
  // Whose duties the title names comes last: a look at the title costs microseconds, the text model would not.
  for (const { unit: holder, object } of question.book.text?.holdersOf(question.matter.title) ?? []) {
    const answering = answeringUnit(question.book, holder, question.moment);
    if (!answering || seen.has(answering.code) || others.length >= CANDIDATES) continue;
    seen.add(answering.code);
    others.push({
      unit: answering.code,
      name: answering.name,
      score: 1 / (others.length + 2),
      why: { zh: `标题中的“${object}”也在其职责内`, en: `"${object}" of the title is in its duties, too` },
    });
  }
  return others.slice(0, CANDIDATES);
}

function instead(question: Question, without: Sentence, next: Finding | undefined): Counterfactual {
  if (next?.kind === 'decided') {
    const name = nameOf(question.book, next.unit);
    return {
      unit: next.unit,
      sentence: {
        zh: `${without.zh}，将派${name}：${next.why.zh}`,
        en: `${without.en}: ${name}. ${next.why.en}`,
      },
    };
  }
  return {
    sentence: question.book.text
      ? {
          zh: `${without.zh}，将按文字判断，没有把握时转人工分派。`,
          en: `${without.en} the text would decide, or a person where it is not clear.`,
        }
      : { zh: `${without.zh}，将转人工分派。`, en: `${without.en} a person would decide.` },
  };
}

function exceptions(question: Question, decided: Decided): Counterfactual[] {
  if (decided.step !== 'duty' || !question.holders) return [];
  const elsewhere: Counterfactual[] = [];
  for (const [path, units] of question.holders.exceptions) {
    const unit = units[0];
    if (unit === undefined || units.length > 1 || unit === decided.unit) continue;
    const name = nameOf(question.book, unit);
    elsewhere.push({
      unit,
      sentence: { zh: `若分类细到“${path}”，将派${name}。`, en: `Category "${path}" would go to ${name}.` },
    });
  }
  return elsewhere.slice(0, EXCEPTIONS_SHOWN);
}
