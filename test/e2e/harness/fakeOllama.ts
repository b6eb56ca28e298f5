import { createServer, type Server } from 'node:http';

/** A server that answers like Ollama where Ollama would be; undefined where that port is taken. */
export function fakeOllama(): Promise<Server | undefined> {
  const answers: Readonly<Record<string, unknown>> = {
    '/api/version': { version: '0.12.6' },
    '/api/tags': { models: [{ name: 'llama3.2:latest' }, { name: 'nomic-embed-text' }] },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(11434, '127.0.0.1', () => resolve(server));
  });
}
