import { say } from '../words.ts';
import type { Finding } from './finding.ts';

/** The rating in a model's words; undefined where there is none, which says nothing of the answer. */
export function readRating(text: string, who: string): Finding | undefined {
  const plain = text.replace(/^\s*<think>[\s\S]*?<\/think>/, '').trim();
  const [first = '', ...rest] = plain.split('\n');
  const number = /(?<![\d.])(100|\d{1,2})(?:\.\d+)?\s*(?:%|\/\s*100)?(?![\d.])/.exec(first)?.[1];
  if (number === undefined) return undefined;
  const why = rest.join(' ').trim().slice(0, 300);
  const rated = say('{0} holds it to be right with {1}%', who, number);
  return { score: Number(number) / 100, evidence: why === '' ? rated : `${rated}: ${why}` };
}
