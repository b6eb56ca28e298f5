import type { Fault } from '../fault.ts';
import { type Fields, fieldsOf, listOf } from '../json.ts';
import { signature } from '../signature.ts';
import type { SimulatedRequest } from '../simulatedRequest.ts';
import { isGemini3 } from './frames.ts';
import { field, protoName } from './names.ts';
import { partsOf } from './readRequest.ts';
import { schemaProblem } from './schemaProblem.ts';

/** What Google refuses about a request, beside what a script says. */
export function checkRequest({ raw, model }: SimulatedRequest): Fault | undefined {
  const contents = listOf(field(raw, 'contents'));
  return (
    unknownFields(fieldsOf(raw), FIELDS) ??
    unknownFields(fieldsOf(field(raw, 'generationConfig')), CONFIG_FIELDS, 'generationConfig') ??
    schemas(raw) ??
    contentsProblem(contents) ??
    signatures(contents, model)
  );
}

function unknownFields(fields: Fields, known: ReadonlySet<string>, place?: string): Fault | undefined {
  const protoNames = new Set([...known].map(protoName));
  const name = Object.keys(fields).find((key) => !known.has(key) && !protoNames.has(key));
  if (name === undefined) return undefined;
  return { type: 'refused', path: place === undefined ? name : `${place}.${name}`, valueOnly: false };
}

function schemas(raw: unknown): Fault | undefined {
  const config = field(raw, 'generationConfig');
  const places: [unknown, string][] = [[field(config, 'responseSchema'), 'generation_config.response_schema']];
  for (const [at, tool] of listOf(field(raw, 'tools')).entries()) {
    for (const [index, { parameters }] of listOf(field(tool, 'functionDeclarations')).entries()) {
      places.push([parameters, `tools[${at}].function_declarations[${index}].parameters`]);
    }
  }
  for (const [schema, path] of places) {
    const problem = schemaProblem(schema, path);
    if (!problem) continue;
    const message = `Invalid JSON payload received. Unknown name "${problem.name}" at '${problem.place}': Cannot find field.`;
    return { type: 'invalid', message, param: problem.place };
  }
  return undefined;
}

function contentsProblem(contents: readonly Fields[]): Fault | undefined {
  if (contents.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified\n');
  if (contents.some(({ role }) => role !== undefined && role !== 'user' && role !== 'model')) {
    return invalid('Please use a valid role: user, model.');
  }
  const empty = contents.findIndex((content) => partsOf(content).length === 0);
  if (empty >= 0)
    return invalid(`* GenerateContentRequest.contents[${empty}].parts: contents.parts must not be empty.\n`);
  for (const [index, content] of contents.entries()) {
    const calls = count(content, 'functionCall');
    const next = contents[index + 1];
    if (calls > 0 && next && count(next, 'functionResponse') !== calls) {
      return invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      );
    }
    if (count(content, 'functionResponse') > 0 && count(contents[index - 1] ?? {}, 'functionCall') === 0) {
      return invalid('Please ensure that function response turn comes immediately after a function call turn.');
    }
  }
  return undefined;
}

function count(content: Fields, kind: string): number {
  return partsOf(content).filter((part) => field(part, kind) !== undefined).length;
}

/** What a client may send where it has no signature (ai.google.dev/gemini-api/docs/thought-signatures). */
const BYPASSES = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

/** Gemini 3 wants the signature of the first call of every step since the user last spoke; a signature must be one of ours. */
function signatures(contents: readonly Fields[], model: string): Fault | undefined {
  const spoke = contents.findLastIndex(
    ({ role, parts }) => role !== 'model' && listOf(parts).some((part) => part.text),
  );
  for (const [index, content] of contents.entries()) {
    const first = partsOf(content).find((part) => field(part, 'functionCall') !== undefined);
    if (first === undefined) continue;
    const call = fieldsOf(field(first, 'functionCall'));
    const signed = field(first, 'thoughtSignature');
    if (signed === undefined) {
      if (!isGemini3(model) || index < spoke) continue;
      return invalid(
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${call.name}\` , position ${index + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
      );
    }
    const ours = signature(model, `${call.name}${JSON.stringify(call.args ?? {})}`);
    if (signed !== ours && !BYPASSES.includes(String(signed))) return invalid('Corrupted thought signature.');
  }
  return undefined;
}

function invalid(message: string): Fault {
  return { type: 'invalid', message };
}

/** All fields of ai.google.dev/api/generate-content. */
const FIELDS = new Set([
  ...['contents', 'tools', 'toolConfig', 'safetySettings', 'systemInstruction', 'generationConfig', 'cachedContent'],
  ...['labels', 'model', 'serviceTier', 'store'],
]);

/** All fields of ai.google.dev/api/generate-content, GenerationConfig. */
const CONFIG_FIELDS = new Set([
  ...['stopSequences', 'responseMimeType', 'responseSchema', '_responseJsonSchema', 'responseJsonSchema', 'seed'],
  ...['responseModalities', 'candidateCount', 'maxOutputTokens', 'temperature', 'topP', 'topK', 'presencePenalty'],
  ...['frequencyPenalty', 'responseLogprobs', 'logprobs', 'enableEnhancedCivicAnswers', 'speechConfig'],
  ...['thinkingConfig', 'imageConfig', 'mediaResolution', 'responseFormat'],
]);
