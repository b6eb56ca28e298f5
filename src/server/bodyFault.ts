import type * as z from 'zod';
import { issueWords } from '../core/issueWords.ts';
import { ApiError } from './apiError.ts';

/** What is wrong where. */
interface Fault {
  readonly path: readonly PropertyKey[];
  /** As the end of a sentence that begins with the field. */
  readonly words: string;
}

/** The refusal of a body, by the first of what is wrong with it, in a sentence that names the field. */
export function bodyFault({ issues: [issue] }: z.ZodError): ApiError {
  if (issue === undefined || issue.path.length === 0) return ApiError.bad('The body must be a JSON object.');
  const { path, words } = faultOf(issue);
  return ApiError.field(path.map(String).join('.'), words);
}

/** Where several forms would do, the one that was nearly met is what was meant; where none was begun, all are named. */
function faultOf(issue: z.core.$ZodIssue): Fault {
  if (issue.code !== 'invalid_union') return { path: issue.path, words: issueWords(issue) };
  const { path, errors } = issue;
  if ('options' in issue) return { path, words: `must be one of ${(issue.options as unknown[]).join(', ')}` };
  const inner = errors.flat().map(faultOf);
  const deepest = inner.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest !== undefined && deepest.path.length > 0)
    return { path: [...path, ...deepest.path], words: deepest.words };
  return { path, words: [...new Set(inner.map(({ words }) => words))].join(' or ') };
}
