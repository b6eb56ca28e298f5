const MARK = '-for-';

/** The id of the nth request that a guard, or whoever tells its kind, is sent for another request. */
export function servantId(requestId: string, what: 'guard' | 'kind', nth: number): string {
  return `${requestId}${MARK}${what}-${nth}`;
}

/** Whether a request is this one or serves it: both are paid from what this one may cost. */
export function isOrServes(id: string, requestId: string): boolean {
  return id === requestId || id.startsWith(requestId + MARK);
}

/** The same as SQL, about the column `request_id` and the parameter `:id`: a range that its index knows. */
export const IS_OR_SERVES = `(request_id = :id OR (request_id >= :id || '${MARK}' AND request_id < :id || '-for.'))`;
