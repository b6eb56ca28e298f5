import { anthropicMessages } from './anthropicMessages/dialect.ts';
import type { Asked, Dialect } from './dialect.ts';
import { gemini } from './gemini/dialect.ts';
import { openaiChat } from './openaiChat/dialect.ts';
import { openaiResponses } from './openaiResponses/dialect.ts';

const dialects: readonly Dialect[] = [openaiChat, openaiResponses, anthropicMessages, gemini];

/** The dialect whose path this is, and what the path asks for: every simulated provider answers all of them. */
export function findDialect(path: string, query: URLSearchParams): { dialect: Dialect; asked: Asked } | undefined {
  for (const dialect of dialects) {
    const asked = dialect.match(path, query);
    if (asked) return { dialect, asked };
  }
  return undefined;
}
