import { readOrThrow } from './load-rules.ts';
import { type Places, placesSchema } from './place-book.ts';

/** Loads `places.yaml`; throws an error that names file, line, value and what was expected. */
export function loadPlaces(path: string): Places {
  return readOrThrow(path, placesSchema).value;
}
