import { mayCarryKey } from '../core/models/loopback.ts';
import { say } from '../core/words.ts';
import type { SettingsProblem } from './parseSettings.ts';
import { type RoutingFacts, routingFaults } from './routingFaults.ts';
import type { SetupFault } from './setupFault.ts';

/** What is known besides the setup; nobody is asked. */
export interface SetupFacts extends RoutingFacts {
  readonly problems: readonly SettingsProblem[];
  /** Every provider id that a key is kept for, and for which origins. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong with the settings and keys, without asking anybody: the worst first. */
export function setupFaults(facts: SetupFacts): SetupFault[] {
  const faults = [
    ...facts.problems.map(settingFault),
    ...providerFaults(facts),
    ...routingFaults(facts),
    ...modelFaults(facts),
    ...keyFaults(facts),
  ];
  const rank = { error: 0, warning: 1, info: 2 };
  return faults.sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function settingFault({ key, message }: SettingsProblem): SetupFault {
  return {
    severity: 'error',
    message: say('{0} is ignored', key),
    detail: message,
    mending: { type: 'openSetting', key },
  };
}

function providerFaults({ setup, keys }: SetupFacts): SetupFault[] {
  if (setup.providers.size === 0) {
    return [
      {
        severity: 'error',
        message: say('No provider is set up yet'),
        detail: say('Nothing can be asked until there is one.'),
        mending: { type: 'addProvider' },
      },
    ];
  }
  return [...setup.providers.values()].flatMap((provider): SetupFault[] => {
    const { id, name, ready, baseUrl, auth } = provider;
    const mending = { type: 'addProvider', provider: id } as const;
    if (auth !== 'none' && !mayCarryKey(new URL(baseUrl))) {
      const detail = say('{0} is not encrypted: no key is sent there.', baseUrl);
      const edit = { type: 'openSetting', key: `switchyard.providers.${id}` } as const;
      return [{ severity: 'error', message: say('{0} cannot be given its key', name), detail, mending: edit } as const];
    }
    if (!ready) {
      const { origin } = new URL(baseUrl);
      const [other] = keys.get(id) ?? [];
      const detail =
        other === undefined
          ? say('No API key is kept for {0}.', origin)
          : say('Its key is kept for {0}, but its address is {1} now: a key is never sent elsewhere.', other, origin);
      return [{ severity: 'error', message: say('{0} has no key', name), detail, mending } as const];
    }
    if ([...setup.models.values()].some((model) => model.provider === id)) return [];
    return [
      {
        severity: 'warning',
        message: say('{0} has no model', name),
        detail: say('It is set up, but none of its models is configured.'),
        mending: { type: 'addModels' },
      } as const,
    ];
  });
}

function modelFaults({ setup }: SetupFacts): SetupFault[] {
  return [...setup.models.values()].flatMap((model): SetupFault[] => {
    const { id, price, contextWindow, deprecated } = model;
    if (!setup.providers.get(model.provider)?.ready) return [];
    const mending = { type: 'openSetting', key: `switchyard.models.${id}` } as const;
    const missing = [
      ...(price === undefined ? [say('price')] : []),
      ...(contextWindow === undefined ? [say('context window')] : []),
    ];
    return [
      ...(deprecated === undefined
        ? []
        : [
            {
              severity: 'warning',
              message: say('{0} is being retired', id),
              detail: deprecated,
              mending: { type: 'openRoutes' },
            } as const,
          ]),
      ...(missing.length === 0
        ? []
        : [
            {
              severity: 'info',
              message: say('{0} has no known {1}', id, missing.join(', ')),
              detail: say('Its costs or limits are unknown until its entry in the settings names them.'),
              mending,
            } as const,
          ]),
    ];
  });
}

function keyFaults({ setup, keys }: SetupFacts): SetupFault[] {
  return [...keys.keys()]
    .filter((id) => !setup.providers.has(id))
    .map((id) => ({
      severity: 'info',
      message: say('A key is kept for {0}, which is not set up', id),
      detail: say('It is not used. Remove it, or set the provider up again.'),
      mending: { type: 'removeKey' },
    }));
}
