import type * as z from 'zod';
import { say } from './words.ts';

/** What is wrong with a value of a setting or of a request, as the end of a sentence that begins with its name. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return say('unknown: {0}', issue.keys.join(', '));
    case 'invalid_value':
      return issue.values.length === 1
        ? say('must be {0}', String(issue.values[0]))
        : say('must be one of {0}', issue.values.map(String).join(', '));
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? say('is missing') : typeWords(issue);
    case 'too_small':
      return issue.origin === 'array' ? say('must not be empty') : say('must be {0} or more', String(issue.minimum));
    case 'too_big':
      return issue.origin === 'array'
        ? say('must have {0} entries or fewer', String(issue.maximum))
        : say('must be {0} or less', String(issue.maximum));
    case 'invalid_union': {
      const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
      return deepest === undefined ? issue.message : `${deepest.path.join('.')} ${issueWords(deepest)}`.trim();
    }
    default:
      return issue.message;
  }
}

function typeWords({ expected, message }: z.core.$ZodIssueInvalidType): string {
  switch (expected) {
    case 'number':
      return say('must be a number');
    case 'int':
      return say('must be a whole number');
    case 'string':
      return say('must be text');
    case 'boolean':
      return say('must be true or false');
    case 'array':
      return say('must be a list');
    case 'object':
    case 'record':
      return say('must be an object');
    default:
      return message;
  }
}
