/** Whose limits count. */
export const WORKFLOW = 'reform-task';
