/** What a task is given: a budget of working days or hours, or a date (`YYYY-MM-DD`). */
export type Limit =
  | { readonly workingDays: number }
  | { readonly workingHours: number }
  | { readonly date: string };
