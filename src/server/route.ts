import { ApiError } from './apiError.ts';

/** What a request is for. */
export type Route = { readonly to: 'completions' | 'models' } | { readonly to: 'model'; readonly id: string };

const METHODS = { completions: 'POST', models: 'GET, HEAD', model: 'GET, HEAD' } as const;

/**
 * Where a request goes, with or without `/v1`, doubled and trailing slashes forgiven; undefined for `OPTIONS`, whose answer
 * is `allow`. Throws an `ApiError`.
 */
export function routeOf(method: string, target: string): { readonly route: Route | undefined; readonly allow: string } {
  const [path = ''] = target.split('?', 1);
  const route = byPath(path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, ''));
  if (route === undefined) throw new ApiError(404, { message: 'There is nothing at this URL.', code: 'unknown_url' });
  const allow = `${METHODS[route.to]}, OPTIONS`;
  if (method === 'OPTIONS') return { route: undefined, allow };
  if (METHODS[route.to].split(', ').includes(method)) return { route, allow };
  throw new ApiError(405, { message: `This URL takes ${allow}.`, code: 'method_not_allowed' }, { allow });
}

function byPath(path: string): Route | undefined {
  const [, rest] = /^(?:\/v1)?(\/.*)$/.exec(path) ?? [];
  if (rest === '/chat/completions') return { to: 'completions' };
  if (rest === '/models') return { to: 'models' };
  const [, id] = /^\/models\/(.+)$/.exec(rest ?? '') ?? [];
  return id === undefined ? undefined : { to: 'model', id: decoded(id) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw ApiError.bad('The URL is not well encoded.');
  }
}
