/** Request bodies of each dialect with every field that may be refused. */

export const CHAT = {
  model: 'm',
  messages: [{ role: 'user', content: 'stop the stream, the seed and the temperature' }],
  tools: [{ type: 'function', function: { name: 'f' } }],
  tool_choice: 'required',
  parallel_tool_calls: true,
  response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
  stop: ['END'],
  temperature: 0.3,
  seed: 7,
  max_tokens: 100,
  max_completion_tokens: 100,
  reasoning_effort: 'low',
  stream: true,
  stream_options: { include_usage: true },
};

export const RESPONSES = {
  model: 'm',
  input: [],
  instructions: 'x',
  store: false,
  reasoning: { effort: 'low', summary: 'auto' },
  text: { format: { type: 'json_schema', name: 'x', schema: {} }, verbosity: 'low' },
  max_output_tokens: 100,
  temperature: 1,
  stream: true,
};

export const MESSAGES = {
  model: 'm',
  system: 'x',
  messages: [],
  max_tokens: 100,
  temperature: 1,
  stop_sequences: ['END'],
  thinking: { type: 'enabled', budget_tokens: 1024 },
  output_config: { effort: 'low', format: { type: 'json_schema', schema: {} } },
  stream: true,
};

export const GEMINI = {
  contents: [],
  systemInstruction: {},
  tools: [],
  toolConfig: { functionCallingConfig: { mode: 'ANY' } },
  generationConfig: {
    temperature: 1,
    seed: 7,
    stopSequences: ['END'],
    maxOutputTokens: 100,
    responseMimeType: 'application/json',
    responseSchema: { anyOf: [], additionalProperties: false },
    thinkingConfig: { thinkingLevel: 'low', thinkingBudget: 0, includeThoughts: true },
  },
};
