import { say } from '../../core/words.ts';

/** What a pasted key tells of itself: whose it may be, likeliest first, or why it cannot be used. */
export type KeyKind = { readonly vendors: readonly string[] } | { readonly refused: string };

/** The forms in which vendors make keys; more special ones first. Several vendors mean that the form is shared. */
const FORMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^sk-or-/, ['openrouter']],
  [/^sk-ant-api/, ['anthropic']],
  [/^AIza[\w-]{30,}$|^AQ\.[\w-]{20,}$/, ['google']],
  [/^gsk_/, ['groq']],
  [/^xai-/, ['xai']],
  [/^tgp_/, ['together']],
  [/^csk-/, ['cerebras']],
  [/^fw_/, ['fireworks']],
  [/^nvapi-/, ['nvidia']],
  [/^pplx-/, ['perplexity']],
  [/^(?:sk-proj-|sk-svcacct-|sk-None-)|T3BlbkFJ/, ['openai']],
  [/^pk-/, ['portkey']],
  [/^[0-9a-f]{32}\.[A-Za-z0-9]{16}$/, ['zhipu']],
  [/^sk-[0-9a-f]{32}$/, ['deepseek', 'qwen']],
  [/^sk-[A-Za-z0-9]{48,51}$/, ['moonshot', 'openai', 'haotokai']],
  [/^sk-[A-Za-z0-9_-]{20,24}$/, ['litellm']],
  [/^sk-/, ['openai', 'deepseek', 'qwen', 'moonshot', 'litellm', 'tokenmix', 'haotokai']],
  [/^[A-Za-z0-9]{32}$/, ['mistral', 'azure']],
  [/^[A-Za-z0-9]{84}$/, ['azure']],
];

/** Tokens that look like a model vendor's key and are none. */
const REFUSED: readonly (readonly [RegExp, () => string])[] = [
  [/^sk-(?:ant-admin|admin)/, () => say('This is an admin key: it manages an account and cannot ask models.')],
  [
    /^sk-ant-(?:oat|ort|sid)/,
    () => say('This is a sign-in of Claude, not an API key: the vendor allows it in its own programs only.'),
  ],
  [/^(?:pk|sk)-lf-/, () => say('This is a key of Langfuse, which has no models.')],
  [/^sk-helicone-/, () => say("This is a key of Helicone, which goes along with a vendor's own key.")],
  [/^(?:[ps]k|rk)_(?:live|test)_/, () => say('This is a key of Stripe, not of a model vendor.')],
  [/^(?:gh[pousr]_|github_pat_)/, () => say('This is a token of GitHub, not of a model vendor.')],
  [/^(?:AKIA|ASIA)[A-Z0-9]{12,}$/, () => say('This is a key of AWS: Switchyard signs in with API keys only.')],
  [/^eyJ[\w-]+\.[\w-]+\./, () => say('This is a token that expires soon, not an API key.')],
];

/** Recognises a pasted key by its form; no vendor for a form nobody is known for. The key itself goes nowhere. */
export function recogniseKey(pasted: string): KeyKind {
  const key = pasted.trim();
  if (key === '') return { refused: say('Nothing was pasted.') };
  if (/[^\x21-\x7e]/.test(key)) {
    return { refused: say('A key has no spaces or special characters: was something else pasted?') };
  }
  const refused = REFUSED.find(([form]) => form.test(key));
  if (refused !== undefined) return { refused: refused[1]() };
  return { vendors: FORMS.find(([form]) => form.test(key))?.[1] ?? [] };
}
