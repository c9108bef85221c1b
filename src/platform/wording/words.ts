/** One sentence or name in both languages of the product; Chinese is what users read first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The languages of the product. */
export type Language = keyof Words;
