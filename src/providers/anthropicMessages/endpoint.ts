type Fields = Readonly<Record<string, unknown>>;

/** Where a request goes, and its body there. */
export interface Endpoint {
  readonly url: string;
  readonly body: Fields;
}

const VERTEX = /aiplatform\.googleapis\.com$/;

/**
 * The address of the messages API under a base URL as the vendor's client takes it (`https://api.anthropic.com`), with or
 * without the `/v1` that other clients want in it. Google's Vertex AI has the model in the path of a project's models
 * (platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai): its base URL ends with
 * `/projects/PROJECT/locations/LOCATION`.
 */
export function endpointOf(baseUrl: string, body: Fields): Endpoint {
  const base = baseUrl.replace(/\/+$/, '');
  if (VERTEX.test(new URL(base).hostname)) {
    const { model, ...rest } = body;
    const method = body.stream === true ? 'streamRawPredict' : 'rawPredict';
    const models = `${base.replace(/\/publishers\/.*$/, '')}/publishers/anthropic/models`;
    return { url: `${models}/${model}:${method}`, body: { anthropic_version: 'vertex-2023-10-16', ...rest } };
  }
  const root = base.replace(/\/messages$/, '').replace(/\/v1$/, '');
  return { url: `${root}/v1/messages`, body };
}
