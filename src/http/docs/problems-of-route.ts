import type { ProblemCode } from '../../platform/wording/problem.ts';
import { isBytesBody, type Route, takesKey } from '../define-route.ts';

/** Every problem a route may answer with: what its handler throws, and what follows from its declaration. */
export function problemCodesOf(route: Route): readonly ProblemCode[] {
  const { access, method, ifMatch, params, headers, body } = route;
  const codes: ProblemCode[] = [...route.problems, 'query-invalid', 'internal', 'unavailable'];
  if (access !== 'public') codes.push('unauthenticated', 'header-invalid');
  // What a session is asked for from another page, or by a tab that shows another seat.
  if (access !== 'public' && method !== 'GET') codes.push('origin-refused', 'seat-changed');
  if (access !== 'public' && access !== 'principal') codes.push('not-permitted');
  // What is named in the path may be of a later program, while an upgrade is under way.
  if (params !== undefined) codes.push('not-found', 'later-program');
  if (headers !== undefined || ifMatch) codes.push('header-invalid');
  if (ifMatch) codes.push('revision-missing', 'revision-stale');
  if (takesKey(route)) codes.push('header-invalid', 'key-missing', 'key-in-progress', 'key-reused');
  if (body !== undefined) codes.push('body-too-large', 'media-type-unsupported');
  if (body !== undefined && !isBytesBody(body)) codes.push('body-invalid');
  return [...new Set(codes)].toSorted();
}
