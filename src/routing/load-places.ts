import { readYamlOrThrow } from '../platform/read-yaml.ts';
import { type Places, placesSchema } from './place-book.ts';

/** Loads `places.yaml`; throws an error that names file, line, value and what was expected. */
export function loadPlaces(path: string): Places {
  return readYamlOrThrow(path, placesSchema).value;
}
