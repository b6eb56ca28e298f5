const MARK = '-guard-';

/** The id of the nth request that judges a request. */
export function guardId(requestId: string, nth: number): string {
  return `${requestId}${MARK}${nth}`;
}

/** Whether a request is this one or judges it: both are paid from what this one may cost. */
export function isOrJudges(id: string, requestId: string): boolean {
  return id === requestId || id.startsWith(requestId + MARK);
}

/** The same as SQL, about the column `request_id` and the parameter `:id`: a range that its index knows. */
export const IS_OR_JUDGES = `(request_id = :id OR (request_id >= :id || '${MARK}' AND request_id < :id || '-guard.'))`;
