/** 绿 on time, 黄 due within the warning window, 红 overdue; none without a due date or after closing. */
export const lights = ['green', 'yellow', 'red', 'none'] as const;
export type TaskLight = (typeof lights)[number];
