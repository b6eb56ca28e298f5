import { expect } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { parseSettings } from '../../../src/config/parseSettings.ts';
import { bringLog, options } from './bringLog.ts';

/** Brings a LiteLLM file; its settings must be ones that the program takes. */
export function liteLlmLog(
  text: string,
  env: Record<string, string> = {},
  taken: Record<string, unknown> = {},
): string[] {
  const brought = bringFile(text, options(env, taken));
  expect(brought.from).toBe('LiteLLM');
  const { problems } = parseSettings(brought.settings as unknown as Record<string, unknown>);
  expect(problems).toEqual([]);
  return bringLog(brought);
}

/** Lines of a log that begin with one of these words. */
export function only(lines: string[], ...words: string[]): string[] {
  return lines.filter((line) => words.includes(line.split(' ')[0] ?? ''));
}

/** An entry of `model_list`, with its parameters as YAML. */
export function model(name: string, params: string, rest = ''): string {
  return `  - {model_name: ${name}, litellm_params: {${params}}${rest}}`;
}

export function list(...entries: string[]): string {
  return ['model_list:', ...entries].join('\n');
}
