import { createContext } from 'preact';

/** What may be named in a field of a kind, for people to pick from. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** By the kind of what is named (`unit`, `section`, `criterion` …); a kind that is missing is typed. */
export type Choices = Readonly<Record<string, readonly Choice[]>>;

export const ChoicesContext = createContext<Choices>({});
