import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';
import { type Places, placesSchema } from '../books/place-book.ts';

/** Loads `places.yaml`; throws an error that names file, line, value and what was expected. */
export function loadPlaces(path: string): Places {
  return readYamlOrThrow(path, placesSchema).value;
}
