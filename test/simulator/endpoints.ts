import type { IncomingMessage } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import { anthropicLists } from './lists/anthropicLists.ts';
import { geminiLists } from './lists/geminiLists.ts';
import { localLists } from './lists/localLists.ts';
import { openaiLists } from './lists/openaiLists.ts';
import { anthropicCostReport } from './spend/anthropicCostReport.ts';
import { openaiCosts } from './spend/openaiCosts.ts';
import { openrouterSpend } from './spend/openrouterSpend.ts';

const endpoints: readonly Endpoint[] = [
  // Three vendors list at `/v1/models`: the two that can be told from their headers go first.
  ...anthropicLists,
  ...geminiLists,
  ...openaiLists,
  ...localLists,
  ...openrouterSpend,
  openaiCosts,
  anthropicCostReport,
];

/** The endpoint that a request is for, with what the groups of its path have matched; undefined where there is none. */
export function findEndpoint(
  { method, headers }: IncomingMessage,
  path: string,
  query: URLSearchParams,
): { endpoint: Endpoint; groups: string[] } | undefined {
  for (const endpoint of endpoints) {
    if (endpoint.method !== method || endpoint.applies?.(headers, query) === false) continue;
    const match = endpoint.path.exec(path);
    if (match) return { endpoint, groups: match.slice(1) };
  }
  return undefined;
}
