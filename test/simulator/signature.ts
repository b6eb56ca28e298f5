import { createHash } from 'node:crypto';

/** What a simulated vendor puts under thoughts, so that it knows them again: the same for the same text of the same model. */
export function signature(model: string, text: string): string {
  return createHash('sha512').update(`switchyard simulator\0${model}\0${text}`).digest('base64');
}
