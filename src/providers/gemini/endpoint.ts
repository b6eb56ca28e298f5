/**
 * The address that answers for a model. `baseUrl` is what the vendor's client takes as `httpOptions.baseUrl`; one that
 * names its API version already, or a project on Vertex AI, is taken as it is. A model may be named by its resource:
 * `models/…`, `tunedModels/…`, `publishers/…` or `projects/…`
 * (ai.google.dev/api/generate-content, docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference).
 */
export function endpoint(baseUrl: string, modelName: string, streams: boolean): string {
  // Also the address of Google's imitation of OpenAI, which stands beside this one in every guide.
  const base = baseUrl.replace(/\/+$/, '').replace(/\/(?:openai|models)$/, '');
  const path = base.includes('aiplatform.') || /\/(?:projects|publishers)\//.test(`${base}/`) ? onVertex : onGemini;
  return `${path(base, segments(modelName))}:${streams ? 'streamGenerateContent?alt=sse' : 'generateContent'}`;
}

const VERSION = /\/v\d+(?:(?:alpha|beta)\d*)?$/;

function onGemini(base: string, model: string): string {
  const root = VERSION.test(base) ? base : `${base}/v1beta`;
  return `${root}/${/^(?:tunedM|m)odels\//.test(model) ? model : `models/${model}`}`;
}

function onVertex(base: string, model: string): string {
  const [root = '', place = ''] = base.split(/(?=\/(?:projects|publishers)\/)/, 2);
  const version = VERSION.test(root) ? root : `${root}/v1beta1`;
  if (model.startsWith('projects/')) return `${version}/${model}`;
  const project = place.replace(/\/publishers(?:\/.*)?$/, '');
  if (model.startsWith('publishers/')) return `${version}${project}/${model}`;
  const [publisher, name] = model.includes('/') ? splitAt(model, model.lastIndexOf('/')) : ['google', model];
  return `${version}${project}/publishers/${publisher === 'models' ? 'google' : publisher}/models/${name}`;
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A name that cannot leave its place in the path. */
function segments(modelName: string): string {
  return modelName
    .split('/')
    .filter((segment) => !/^\.*$/.test(segment))
    .map((segment) => encodeURIComponent(segment).replaceAll('%40', '@').replaceAll('%3A', ':'))
    .join('/');
}
