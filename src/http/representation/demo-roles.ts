import type { z } from 'zod';
import { evaluationPrincipals } from '../../access/keys/evaluation-principals.ts';
import { type Role, roles } from '../../access/role.ts';
import type { demoRole } from '../../contract/session.ts';
import type { Directory } from '../../directory/directory.ts';
import { seatName } from '../../directory/names.ts';

const HINTS: Readonly<Partial<Record<Role, { readonly zh: string; readonly en: string }>>> = {
  taskForce: { zh: '立项、人工分派、审核销号', en: 'Register a task, assign by hand, review and strike off' },
  commissioner: { zh: '签收、分办科室、申请办结', en: 'Acknowledge, dispatch to sections, claim completion' },
  sectionStaff: { zh: '反馈进展、办结分办件', en: 'Report progress, finish what was sub-dispatched' },
  unitLeader: { zh: '签批退回、延期、挂账', en: 'Sign returns, extensions and parkings' },
  supervisor: { zh: '看超期、查原因、催办', en: 'See what is late and why, urge' },
  auditor: { zh: '核验证明、查谁在何时负责', en: 'Run the proof, see who answered when' },
  admin: { zh: '任免岗位、签发密钥', en: 'Appoint, issue keys' },
};

/** For each role the first seat that has a holder now. */
export function demoRolesOf(directory: Directory, nowMs: number): readonly z.input<typeof demoRole>[] {
  const held = evaluationPrincipals(directory, nowMs);
  return (Object.keys(HINTS) as Role[]).flatMap((role) => {
    const holder = held.find((one) => one.role === role);
    const [id] = holder?.seats ?? [];
    const hint = HINTS[role];
    if (holder === undefined || id === undefined || hint === undefined) return [];
    return {
      role,
      title: roles[role],
      seat: { id, name: seatName(directory, id) },
      person: holder.name,
      hint,
    };
  });
}
