import { REASONING_EFFORTS, type ReasoningEffort } from '../../../core/chat/parameters.ts';
import { say } from '../../../core/words.ts';
import type { NoteList } from '../noteList.ts';
import type { Section } from '../section.ts';

/** What is sent with every request to a deployment. */
export interface Sent {
  temperature?: number;
  maxOutputTokens?: number;
  reasoningEffort?: ReasoningEffort;
}

/** Reads what is sent, and where in the file each of it stands; an effort that is not known here is noted. */
export function readSent(
  params: Section,
  notes: NoteList,
): { readonly sent: Sent; readonly places: Readonly<Record<keyof Sent, string>> } {
  const temperature = params.number('temperature', 0, 2);
  const limit = params.count('max_tokens');
  const maxOutputTokens = limit ?? params.count('max_completion_tokens');
  const effort = params.text('reasoning_effort');
  const reasoningEffort = REASONING_EFFORTS.find((candidate) => candidate === effort);
  if (effort !== undefined && reasoningEffort === undefined) {
    notes.add(params.at('reasoning_effort'), effort, { why: say('its value is of no use here') });
  }
  return {
    sent: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
      ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
    },
    places: {
      temperature: params.at('temperature'),
      maxOutputTokens: params.at(limit === undefined ? 'max_completion_tokens' : 'max_tokens'),
      reasoningEffort: params.at('reasoning_effort'),
    },
  };
}
