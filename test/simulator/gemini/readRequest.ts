import type { Asked } from '../dialect.ts';
import { type Fields, fieldsOf, listOf, numberOf, stringsOf, textOf } from '../json.ts';
import type { ReadRequest, SimulatedMessage } from '../simulatedRequest.ts';
import { field } from './names.ts';

/** Reads a body of `generateContent`; the path says the model and whether to stream. */
export function readRequest(body: unknown, asked: Asked): ReadRequest {
  const config = field(body, 'generationConfig');
  const system = field(body, 'systemInstruction');
  const declarations = listOf(field(body, 'tools')).flatMap((tool) => listOf(field(tool, 'functionDeclarations')));
  return {
    model: asked.model ?? '',
    messages: [
      ...(system === undefined ? [] : [{ ...readContent(fieldsOf(system)), role: 'system' }]),
      ...listOf(field(body, 'contents')).map(readContent),
    ],
    stream: asked.stream === true,
    includeUsage: true,
    reasoning: readThinking(field(config, 'thinkingConfig')),
    tools: declarations.map((tool) => ({
      name: textOf(tool.name),
      schema: field(tool, 'parametersJsonSchema') ?? tool.parameters,
    })),
    toolChoice: readToolChoice(field(field(body, 'toolConfig'), 'functionCallingConfig')),
    structured: readFormat(config),
    maxOutputTokens: numberOf(field(config, 'maxOutputTokens')),
    stop: stringsOf(field(config, 'stopSequences')),
  };
}

/** The parts of a content. */
export function partsOf(content: Fields): Fields[] {
  return listOf(content.parts);
}

function readContent(content: Fields): SimulatedMessage {
  const parts = partsOf(content);
  const calls = parts.map((part) => field(part, 'functionCall')).filter((call) => call !== undefined);
  const results = parts.map((part) => field(part, 'functionResponse')).filter((result) => result !== undefined);
  const texts = parts.filter(({ thought }) => thought !== true).map(({ text }) => textOf(text));
  const said = results.map((result) => JSON.stringify(fieldsOf(result).response ?? {}));
  return {
    role: content.role === 'model' ? 'assistant' : 'user',
    content: [...texts, ...said].filter((text) => text !== '').join('\n'),
    ...(calls.length > 0 && {
      calls: calls.map((call) => ({
        name: textOf(fieldsOf(call).name),
        arguments: JSON.stringify(fieldsOf(call).args ?? {}),
      })),
    }),
    ...(results.length > 0 && { results: true }),
  };
}

function readThinking(config: unknown): ReadRequest['reasoning'] {
  if (field(config, 'thinkingBudget') === 0) return 'none';
  return field(config, 'includeThoughts') === true ? 'shown' : 'hidden';
}

function readToolChoice(config: unknown): ReadRequest['toolChoice'] {
  const mode = field(config, 'mode');
  if (mode === 'NONE') return 'none';
  if (mode !== 'ANY') return 'auto';
  const [name, ...others] = stringsOf(field(config, 'allowedFunctionNames'));
  return name !== undefined && others.length === 0 ? { name } : 'required';
}

function readFormat(config: unknown): ReadRequest['structured'] {
  if (field(config, 'responseMimeType') !== 'application/json') return undefined;
  const schema = field(config, 'responseJsonSchema') ?? field(config, 'responseSchema');
  return schema === undefined ? {} : { schema };
}
