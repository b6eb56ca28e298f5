import { describe, expect, test } from 'vitest';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { ReasoningEffort } from '../../../src/core/chat/parameters.ts';
import { toRequest } from '../../../src/providers/gemini/toRequest.ts';
import { asked } from './asked.ts';

const READ = {
  name: 'read',
  description: 'Reads a file',
  parameters: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { path: { type: 'string' } },
    required: ['path'],
    additionalProperties: false,
  },
};
const NOW = { name: 'now', parameters: { type: 'object', properties: {} } };
const POINT = {
  name: 'point',
  schema: {
    type: 'object',
    properties: { x: { type: ['number', 'null'] } },
    required: ['x'],
    additionalProperties: false,
  },
};
const HI = [{ role: 'user', parts: [{ text: 'hi' }] }];

/** Only how it is to be generated. */
const config = (changes: Parameters<typeof asked>[0]) => asked(changes).generationConfig;

describe('a request', () => {
  test('that asks for nothing in particular asks for the thoughts besides', () => {
    expect(asked()).toEqual({ contents: HI, generationConfig: { thinkingConfig: { includeThoughts: true } } });
  });

  test('may ask for everything', () => {
    expect(
      asked({
        messages: [textMessage('system', 'Be kind.'), textMessage('user', 'hi'), textMessage('system', 'Be brief.')],
        tools: [READ, NOW],
        toolChoice: 'auto',
        structured: POINT,
        stop: ['END', '', '\n\n'],
        temperature: 0,
        maxOutputTokens: 1000,
        seed: 7,
        reasoningEffort: 'high',
      }),
    ).toEqual({
      contents: HI,
      systemInstruction: { parts: [{ text: 'Be kind.' }, { text: 'Be brief.' }] },
      tools: [
        {
          functionDeclarations: [
            { name: 'read', description: 'Reads a file', parametersJsonSchema: READ.parameters },
            { name: 'now', parametersJsonSchema: NOW.parameters },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'AUTO' } },
      generationConfig: {
        temperature: 0,
        maxOutputTokens: 1000,
        stopSequences: ['END', '\n\n'],
        seed: 7,
        responseMimeType: 'application/json',
        responseJsonSchema: POINT.schema,
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' },
      },
    });
  });

  test.each([
    ['auto', { mode: 'AUTO' }],
    ['none', { mode: 'NONE' }],
    ['required', { mode: 'ANY' }],
    [{ name: 'read' }, { mode: 'ANY', allowedFunctionNames: ['read'] }],
  ] as const)('with the tool choice %o', (toolChoice, expected) => {
    expect(asked({ tools: [READ], toolChoice }).toolConfig).toEqual({ functionCallingConfig: expected });
    expect(asked({ tools: [], toolChoice })).not.toHaveProperty('toolConfig');
  });

  test('holds five stop sequences at most', () => {
    expect(config({ stop: ['1', '2', '3', '4', '5', '6'] })).toMatchObject({
      stopSequences: ['1', '2', '3', '4', '5'],
    });
    expect(config({ stop: [''] })).not.toHaveProperty('stopSequences');
  });

  test('has a seed of 32 bits', () => {
    expect(config({ seed: 2 ** 31 - 1 })).toMatchObject({ seed: 2 ** 31 - 1 });
    expect(config({ seed: 2 ** 40 + 5 })).toMatchObject({ seed: 5 });
  });

  test('has the extra fields of a preset', () => {
    const safetySettings = [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }];
    const call = { providerId: 'g', modelName: 'gemma-3-27b-it', messages: [], onActivity() {} };
    expect(toRequest(call, { body: { safetySettings } })).toMatchObject({ safetySettings });
  });

  test('tells a Gemma before 4 its system prompt as the words of the user', () => {
    const messages = [textMessage('system', 'Be kind.'), textMessage('user', 'hi')];
    const spoken = [{ role: 'user', parts: [{ text: 'Be kind.' }, { text: 'hi' }] }];
    expect(asked({ messages, modelName: 'gemma-3-27b-it' })).toEqual({ contents: spoken });
    expect(asked({ messages, modelName: 'gemma-4-31b-it' })).toEqual({
      contents: HI,
      systemInstruction: { parts: [{ text: 'Be kind.' }] },
    });
  });
});

describe('a JSON answer', () => {
  const how = (structured: 'schema' | 'object' | 'none') =>
    toRequest(
      { providerId: 'g', modelName: 'gemma-4', messages: [], structured: POINT, onActivity() {} },
      { structured },
    ).generationConfig;

  test('is asked for as the preset says', () => {
    expect(how('schema')).toEqual({ responseMimeType: 'application/json', responseJsonSchema: POINT.schema });
    expect(how('object')).toEqual({ responseMimeType: 'application/json' });
    expect(how('none')).toBeUndefined();
  });

  test('is not asked for beside tools before Gemini 3, which refuses both at once', () => {
    const call = { tools: [READ], structured: POINT };
    expect(config({ ...call, modelName: 'gemini-2.5-pro' })).toEqual({ thinkingConfig: { includeThoughts: true } });
    expect(config({ ...call, modelName: 'gemini-3-flash-preview' })).toMatchObject({
      responseJsonSchema: POINT.schema,
    });
  });

  test.each([
    ['an old model', { modelName: 'gemini-2.0-flash' }],
    ['one that refuses JSON Schema', { without: ['generationConfig.responseJsonSchema'] }],
  ])('is asked of %s in its own kind of schema', (_, changes) => {
    expect(config({ structured: POINT, ...changes })).toMatchObject({
      responseMimeType: 'application/json',
      responseSchema: { type: 'object', properties: { x: { type: 'number', nullable: true } }, required: ['x'] },
    });
  });

  test('and the tools of an old model too', () => {
    const { parameters } = {
      parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    };
    expect(asked({ modelName: 'gemini-1.5-pro', tools: [READ] }).tools).toEqual([
      { functionDeclarations: [{ name: 'read', description: 'Reads a file', parameters }] },
    ]);
  });
});

describe('thinking', () => {
  const thinking = (modelName: string, reasoningEffort?: ReasoningEffort) => {
    const { thinkingConfig } = (config({ modelName, ...(reasoningEffort ? { reasoningEffort } : {}) }) ?? {}) as {
      thinkingConfig?: { thinkingLevel?: string; thinkingBudget?: number; includeThoughts?: boolean };
    };
    if (thinkingConfig === undefined) return 'not asked';
    const { thinkingLevel, thinkingBudget, includeThoughts } = thinkingConfig;
    return `${thinkingLevel ?? thinkingBudget ?? 'as it likes'}${includeThoughts ? ', told' : ''}`;
  };

  test.each([
    // Levels, of which the last one is what "no thinking" comes to.
    ['gemini-4-argon', 'LOW', 'HIGH', 'LOW'],
    ['gemini-3.8-flash', 'LOW', 'HIGH', 'LOW'],
    ['gemini-3.7-flash', 'LOW', 'HIGH', 'LOW'],
    ['gemini-3.6-flash', 'LOW', 'HIGH', 'MINIMAL'],
    ['gemini-3.5-flash-lite', 'LOW', 'HIGH', 'MINIMAL'],
    ['gemini-3-flash-preview', 'LOW', 'HIGH', 'MINIMAL'],
    ['gemini-3.1-pro-preview', 'LOW', 'HIGH', 'LOW'],
    ['gemini-flash-latest', 'LOW', 'HIGH', 'LOW'],
    ['publishers/google/models/gemini-3.6-flash', 'LOW', 'HIGH', 'MINIMAL'],
  ])('of %s has levels', (modelName, low, high, none) => {
    expect([
      thinking(modelName),
      thinking(modelName, 'low'),
      thinking(modelName, 'medium'),
      thinking(modelName, 'high'),
      thinking(modelName, 'minimal'),
      thinking(modelName, 'none'),
    ]).toEqual(['as it likes', low, 'MEDIUM', high, none, none].map((level) => `${level}, told`));
  });

  test.each([
    ['gemini-2.5-pro', 'as it likes, told', '128, told'],
    ['gemini-2.5-flash', 'as it likes, told', '0'],
    ['models/gemini-2.5-flash', 'as it likes, told', '0'],
    // It does not think unless told to, and then must not be asked for thoughts.
    ['gemini-2.5-flash-lite', 'not asked', '0'],
  ])('of %s has budgets', (modelName, unasked, none) => {
    expect([
      thinking(modelName),
      thinking(modelName, 'minimal'),
      thinking(modelName, 'low'),
      thinking(modelName, 'medium'),
      thinking(modelName, 'high'),
      thinking(modelName, 'none'),
    ]).toEqual([unasked, '512, told', '1024, told', '8192, told', '24576, told', none]);
  });

  test.each([
    'gemini-2.0-flash',
    'gemini-1.5-pro',
    'gemma-3-27b-it',
    'gemini-2.5-flash-image',
    'gemini-3.8-flash-tts',
    'mine',
  ])('of %s is not asked for', (modelName) => {
    expect(thinking(modelName, 'high')).toBe('not asked');
  });
});
