import { Document, type ScalarTag, visit } from 'yaml';
import type { Preset } from '../../../core/models/preset.ts';
import type { Route, Setup } from '../../../core/routing/setup.ts';
import { usualOrder } from '../../../core/routing/usualOrder.ts';
import { say } from '../../../core/words.ts';
import { exportDeployment } from './exportDeployment.ts';

/** PyYAML takes `3e-7` for text: numbers are written out. */
const WRITTEN_OUT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number' && !Number.isInteger(value),
  test: /^-?\d+\.\d+$/,
  resolve: Number,
  stringify: ({ value }) =>
    Number(value)
      .toFixed(15)
      .replace(/\.?0+$/, ''),
};

/** Some of these end a line for PyYAML, even in a comment, and others it refuses to read. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A setup as a LiteLLM proxy's `config.yaml`: one group per model under its full id, and one per route under the route's
 * name, whose fallbacks are the rest of its chain. It names variables for keys and never holds one; what a gateway cannot
 * do stands at its top. `bringLiteLlm` makes the same setup of it.
 */
export function exportLiteLlm(setup: Setup, presets: readonly Preset[]): string {
  const byId = new Map(presets.map((preset) => [preset.id, preset]));
  const impossible = new Map<string, string>();
  const entry = (name: string, id: string, sent?: Omit<Route, 'models'>) => {
    const model = setup.models.get(id);
    const provider = model && setup.providers.get(model.provider);
    if (model === undefined || provider === undefined) return undefined;
    const deployment = exportDeployment(model, provider, byId.get(provider.id), sent);
    if ('impossible' in deployment) {
      impossible.set(id, deployment.impossible);
      return undefined;
    }
    const { params, info } = deployment;
    return {
      model_name: name,
      litellm_params: params,
      ...(Object.keys(info).length === 0 ? {} : { model_info: info }),
    };
  };
  const models = [...setup.models.keys()].flatMap((id) => entry(id, id) ?? []);
  const known = new Set(models.map((model) => model.model_name));
  const routes = Object.entries(routesOf(setup)).flatMap(([name, { models: chain, ...sent }]) => {
    const [first, ...rest] = chain.filter((id) => known.has(id));
    const group = first === undefined ? undefined : entry(name, first, sent);
    return first === undefined || group === undefined ? [] : [{ name, first, rest, group }];
  });
  const value = {
    model_list: [...models, ...routes.map(({ group }) => group)],
    router_settings: routerSettings(setup, routes),
    litellm_settings: { drop_params: true },
    general_settings: { master_key: 'os.environ/LITELLM_MASTER_KEY' },
  };
  // Python reads YAML 1.1, in which a version such as 2024-10-21 is a date unless it is quoted.
  const document = new Document(value, {
    version: '1.1',
    customTags: (tags) => [WRITTEN_OUT, ...tags],
    aliasDuplicateObjects: false,
  });
  document.commentBefore = explanation(setup, impossible)
    .map((line) => ` ${line.replace(UNSEEN, ' ')}`)
    .join('\n');
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.search(UNSEEN) >= 0) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replace(UNSEEN, escaped);
}

/** Line ends are the document's own; everything else unseen stands between double quotes. */
function escaped(sign: string): string {
  if (sign === '\n') return sign;
  return `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}

/** The routes that are written; where there are none, the one that a question of middling difficulty takes. */
function routesOf(setup: Setup): Readonly<Record<string, Route>> {
  const written = Object.entries(setup.routes);
  if (written.length > 0) return Object.fromEntries(written);
  return { default: { models: usualOrder(setup) } };
}

interface RouteGroup {
  readonly name: string;
  readonly first: string;
  readonly rest: readonly string[];
}

/** docs.litellm.ai/docs/proxy/config_settings: times are seconds, and what is not said is retried and rests otherwise. */
function routerSettings({ models, resilience }: Setup, routes: readonly RouteGroup[]): Record<string, unknown> {
  const fallbacks = routes.flatMap(({ name, rest }) => (rest.length === 0 ? [] : [{ [name]: rest }]));
  const larger = routes.flatMap(({ name, first, rest }) => {
    const window = models.get(first)?.contextWindow;
    const fit = rest.filter((id) => (models.get(id)?.contextWindow ?? 0) > (window ?? Number.POSITIVE_INFINITY));
    return fit.length === 0 ? [] : [{ [name]: fit }];
  });
  const longest = Math.max(0, ...routes.map(({ rest }) => rest.length));
  const { retryServerErrorOnce, retryAfterUpToMs, cooldownMs, contentFilterToNext } = resilience;
  return {
    ...(fallbacks.length === 0 ? {} : { fallbacks }),
    ...(larger.length === 0 ? {} : { context_window_fallbacks: larger }),
    ...(contentFilterToNext && fallbacks.length > 0 ? { content_policy_fallbacks: fallbacks } : {}),
    // LiteLLM stops after five.
    ...(longest > 5 ? { max_fallbacks: longest } : {}),
    enable_pre_call_checks: true,
    num_retries: retryServerErrorOnce ? 1 : 0,
    ...(retryAfterUpToMs === 0 ? {} : { retry_after: retryAfterUpToMs / 1000 }),
    allowed_fails: 0,
    ...(cooldownMs === 0 ? { disable_cooldowns: true } : { cooldown_time: cooldownMs / 1000 }),
  };
}

function explanation(setup: Setup, impossible: ReadonlyMap<string, string>): string[] {
  const { rules, providers } = setup;
  const isWritten = Object.keys(setup.routes).length > 0;
  const hasIdle = [...providers.values()].some(({ timeouts }) => timeouts.idleMs !== undefined);
  const hasSent = Object.values(setup.routes).some(
    ({ models, ...sent }) => models.length > 1 && Object.keys(sent).length > 0,
  );
  const hasMixed = [...providers.values()].some(({ headers }) =>
    Object.values(headers).some((value) => /.\$\{secret:|\$\{secret:[^}]*\}./.test(value)),
  );
  return [
    say('The routing of Switchyard for a LiteLLM proxy. Keys come from the environment variables that it names.'),
    say('Clients ask for a route by its name, or for one model as PROVIDER/MODEL.'),
    ...(isWritten
      ? []
      : [say('No routes are written in the settings: "default" is what a question of middling difficulty takes.')]),
    say('What a gateway cannot do as Switchyard does:'),
    `- ${say('recognise the task and its difficulty: clients choose the route')}`,
    `- ${say('keep a conversation on its model while its task stays alike')}`,
    `- ${say('continue an answer that broke off with the next model')}`,
    ...(hasSent ? [`- ${say("send a route's temperature, effort and output limit to its fallbacks too")}`] : []),
    ...(rules.length === 0 ? [] : [`- ${say('follow the {0} rules of the settings', rules.length)}`]),
    ...(hasIdle ? [`- ${say('give up when an answer stalls midway (timeouts.idleMs)')}`] : []),
    ...(hasMixed ? [`- ${say('send headers that hold a secret and other text: add those by hand')}`] : []),
    ...[...impossible].map(([id, why]) => `- ${id}: ${why}`),
  ];
}
