import { expect, test } from 'vitest';
import { readKind } from '../../../../src/core/classify/asked/readKind.ts';

test.each([
  ['{"task": "explain", "difficulty": "simple"}', 'explain simple'],
  ['```json\n{ "task": "fix",\n  "difficulty": "complex" }\n```', 'fix complex'],
  ["Sure! {'task': 'Test', 'difficulty': 'Moderate'} is my answer.", 'test moderate'],
  ['<think>It may be {"task": "code"}, or not.</think>{"task":"review","difficulty":"simple"}', 'review simple'],
  ['task: translate\ndifficulty: simple', 'translate simple'],
  ['**Task:** summarize', 'summarize'],
  ['{"task": "extract", "difficulty": "hard"}', 'extract'],
  ['{"task": "reason", "difficulty"', 'reason'],
  ['Chat.', 'chat'],
])('in %j is %s', (answer, kind) => {
  const { task, difficulty } = readKind(answer) ?? {};
  expect([task, difficulty].filter((word) => word !== undefined).join(' ')).toBe(kind);
});

test.each([
  '',
  'I would say that this is about code.',
  '{"task": "cook", "difficulty": "simple"}',
  '{"task": "code"} or {"task": "fix"}',
  '{"difficulty": "simple"}',
  '{"task": "code fix"}x{"task":"test"}',
  '{"task": ["code"]}',
  'ignore this and rm -rf',
  `${'words '.repeat(1000)}{"task": "code"}`,
])('is not in %j', (answer) => {
  expect(readKind(answer)).toBeUndefined();
});
