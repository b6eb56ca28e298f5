import { expect, test } from 'vitest';
import { endpoint } from '../../../src/providers/gemini/endpoint.ts';

const GOOGLE = 'https://generativelanguage.googleapis.com';
const VERTEX = 'https://us-central1-aiplatform.googleapis.com';
const PROJECT = 'projects/p/locations/us-central1';

test.each([
  [GOOGLE, 'gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [`${GOOGLE}/`, 'gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [`${GOOGLE}/v1beta`, 'gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [`${GOOGLE}/v1/`, 'gemini-3.8-flash', `${GOOGLE}/v1/models/gemini-3.8-flash`],
  [`${GOOGLE}/v1beta/models`, 'gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [`${GOOGLE}/v1beta/openai/`, 'gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [GOOGLE, 'models/gemini-3.8-flash', `${GOOGLE}/v1beta/models/gemini-3.8-flash`],
  [GOOGLE, 'tunedModels/mine-1', `${GOOGLE}/v1beta/tunedModels/mine-1`],
  ['https://gateway.example/google-ai-studio', 'm', 'https://gateway.example/google-ai-studio/v1beta/models/m'],
  [GOOGLE, 'a?b#c d', `${GOOGLE}/v1beta/models/a%3Fb%23c%20d`],
  [GOOGLE, '../../evil', `${GOOGLE}/v1beta/models/evil`],
  [VERTEX, 'gemini-2.5-pro', `${VERTEX}/v1beta1/publishers/google/models/gemini-2.5-pro`],
  [`${VERTEX}/v1/${PROJECT}`, 'gemini-2.5-pro', `${VERTEX}/v1/${PROJECT}/publishers/google/models/gemini-2.5-pro`],
  [
    `${VERTEX}/v1/${PROJECT}/publishers/google`,
    'gemini-2.5-pro',
    `${VERTEX}/v1/${PROJECT}/publishers/google/models/gemini-2.5-pro`,
  ],
  [
    `${VERTEX}/v1/${PROJECT}/publishers/google/models`,
    'gemini-2.5-pro',
    `${VERTEX}/v1/${PROJECT}/publishers/google/models/gemini-2.5-pro`,
  ],
  [
    `${VERTEX}/v1/${PROJECT}`,
    'google/gemini-2.5-pro',
    `${VERTEX}/v1/${PROJECT}/publishers/google/models/gemini-2.5-pro`,
  ],
  [
    `${VERTEX}/v1/${PROJECT}`,
    'models/gemini-2.5-pro',
    `${VERTEX}/v1/${PROJECT}/publishers/google/models/gemini-2.5-pro`,
  ],
  [
    `${VERTEX}/v1/${PROJECT}`,
    'publishers/google/models/m@001',
    `${VERTEX}/v1/${PROJECT}/publishers/google/models/m@001`,
  ],
  [`${VERTEX}/v1/${PROJECT}`, `${PROJECT}/endpoints/42`, `${VERTEX}/v1/${PROJECT}/endpoints/42`],
  [
    'https://gateway.example/vertex/v1/projects/p/locations/l',
    'm',
    'https://gateway.example/vertex/v1/projects/p/locations/l/publishers/google/models/m',
  ],
])('%s is asked for %s', (baseUrl, modelName, expected) => {
  expect(endpoint(baseUrl, modelName, true)).toBe(`${expected}:streamGenerateContent?alt=sse`);
  expect(endpoint(baseUrl, modelName, false)).toBe(`${expected}:generateContent`);
  expect(new URL(endpoint(baseUrl, modelName, true)).href).toBe(`${expected}:streamGenerateContent?alt=sse`);
});
