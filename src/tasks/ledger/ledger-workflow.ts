/** The workflow that the rows of a ledger become tasks of. */
export const LEDGER_WORKFLOW = 'reform-task';
