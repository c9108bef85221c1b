/** The workflow by which matters are registered: what a submission or a ledger means that names none. */
export const REGISTER_WORKFLOW = 'reform-task';

/** Its event by which a registration is corrected, by hand or by a mended ledger. */
export const CORRECTION = 'correct';
