import type { Words } from '../platform/wording/words.ts';

/** What may be done about a task that is late or about to be. */
export const MEASURES = {
  urge: { zh: '催办', en: 'urged' },
  notice: { zh: '督办单', en: 'notices issued' },
  extension: { zh: '延期', en: 'extended' },
  parking: { zh: '挂账', en: 'parked' },
  ruling: { zh: '裁定', en: 'ruled on' },
  transfer: { zh: '转办', en: 'transferred' },
  sentBack: { zh: '退办', en: 'sent back' },
} as const satisfies Record<string, Words>;
export type MeasureKind = keyof typeof MEASURES;
