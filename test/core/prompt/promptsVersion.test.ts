import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { COMMIT_SYSTEM } from '../../../src/core/changes/commitMessage.ts';
import { textMessage } from '../../../src/core/chat/message.ts';
import { TASKS } from '../../../src/core/chat/task.ts';
import { FIX_SYSTEM } from '../../../src/core/fix/fixPrompt.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { isReasoningModel } from '../../../src/core/models/reasoning.ts';
import { composeMessages } from '../../../src/core/prompt/composeMessages.ts';
import { continuationMessages } from '../../../src/core/prompt/continuation.ts';
import { styleOf } from '../../../src/core/prompt/promptStyle.ts';
import { PROMPTS_VERSION } from '../../../src/core/prompt/promptsVersion.ts';
import { SYSTEM, TASK_TEXTS, VARIANTS } from '../../../src/core/prompt/promptTexts.ts';
import { repairMessages, structuredMessages } from '../../../src/core/prompt/structuredMessages.ts';
import { TITLE_SYSTEM } from '../../../src/shell/history/titleWords.ts';
import { SUMMARY_SYSTEM } from '../../../src/shell/summarize/summarizer.ts';
import { aRequest } from '../../fakes/scenario.ts';

const KINDS = ['deepseek-r1:70b', 'o3', 'claude-sonnet-4-5', 'qwen3:4b', 'gpt-4o'].map(
  (name): Model => ({ id: `x/${name}`, provider: 'x', name, reasoning: isReasoningModel(name), price: undefined }),
);

const GESTURES = [undefined, 'review', 'docs', 'rewrite', 'rephrase', 'translate', 'terminal'];

test('the version of the prompts changes with their texts', () => {
  const asked = [textMessage('user', 'question')];
  const texts = [
    ...TASKS.flatMap((task) =>
      GESTURES.map((command) => composeMessages(aRequest({ context: command === undefined ? {} : { command } }), task)),
    ),
    ...[SYSTEM, TASK_TEXTS, VARIANTS, KINDS.map((model) => styleOf(model))],
    continuationMessages(asked, 'partial'),
    structuredMessages(asked, { name: 'n', schema: { type: 'object' } }),
    repairMessages(asked, 'text', 'fault'),
    ...[COMMIT_SYSTEM, FIX_SYSTEM, TITLE_SYSTEM, SUMMARY_SYSTEM],
  ];
  const version = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8);
  expect(
    PROMPTS_VERSION,
    `a prompt changed: set PROMPTS_VERSION in src/core/prompt/promptsVersion.ts to '${version}'`,
  ).toBe(version);
});
