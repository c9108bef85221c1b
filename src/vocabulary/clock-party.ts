/** Who can have the clock of a task: every working minute of it belongs to exactly one of them. */
export const CLOCK_PARTIES = {
  taskForce: { zh: '专班', en: 'task force' },
  receipt: { zh: '待签收', en: 'waiting for receipt' },
  commissioner: { zh: '数字专员', en: 'commissioner' },
  section: { zh: '业务科室', en: 'section' },
  coUnit: { zh: '协办单位', en: 'co-organising unit' },
  upwardWait: { zh: '等待上级', en: 'waiting for a higher level' },
  legalSuspension: { zh: '依规停时', en: 'clock legally stopped' },
} as const;
export type ClockParty = keyof typeof CLOCK_PARTIES;

/** While these have the clock it is stopped: the due date moves by as much, and nobody is late because of it. */
export const STOPPED_PARTIES: readonly ClockParty[] = ['upwardWait', 'legalSuspension'];

/** True for a party of the clock ledger; what is stored is text. */
export function isClockParty(text: string | null): text is ClockParty {
  return text !== null && Object.hasOwn(CLOCK_PARTIES, text);
}
