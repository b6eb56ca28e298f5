import type { Deployment } from './readDeployment.ts';

/** A deployment, and the model that it is asked for. */
export interface Asked {
  readonly deployment: Deployment;
  readonly model: string;
}

/** The groups of `model_list` by the name that clients ask for, and what names lead to them. */
export class ModelGroups {
  readonly #groups = new Map<string, Deployment[]>();
  readonly #aliases: ReadonlyMap<string, string>;

  /** Deployments of one name are one group, in their `order`, else in the file's (docs.litellm.ai/docs/routing). */
  constructor(deployments: readonly Deployment[], aliases: ReadonlyMap<string, string>) {
    this.#aliases = aliases;
    for (const deployment of deployments) {
      const group = this.#groups.get(deployment.group) ?? [];
      this.#groups.set(
        deployment.group,
        [...group, deployment].sort((a, b) => compare(a.order, b.order)),
      );
    }
  }

  /** Names of groups, in the order of the file. */
  get names(): string[] {
    return [...this.#groups.keys()];
  }

  get aliases(): string[] {
    return [...this.#aliases.keys()];
  }

  deployments(name: string): readonly Deployment[] {
    return this.#groups.get(this.#aliases.get(name) ?? name) ?? [];
  }

  /** Each of all groups. */
  get all(): Deployment[] {
    return [...this.#groups.values()].flat();
  }

  /** Those of a group, alias or `model_info.id`, or a wildcard that stands for a model; none for an unknown name. */
  asked(name: string): Asked[] {
    const group = this.deployments(name);
    if (group.length > 0) return askedOf(group);
    const byId = this.all.filter(({ infoId }) => infoId === name);
    if (byId.length > 0) return askedOf(byId);
    const wildcard = this.all.find((deployment) => deployment.model === undefined && fits(deployment.group, name));
    if (wildcard !== undefined) {
      return [{ deployment: wildcard, model: `${wildcard.provider}/${afterPrefix(wildcard.group, name)}` }];
    }
    // LiteLLM also finds a group by the name behind a provider's.
    const bare = name.slice(name.indexOf('/') + 1);
    return bare === name ? [] : askedOf(this.deployments(bare));
  }

  /** The models that a name stands for, each once. */
  models(name: string): string[] {
    return modelsOf(this.asked(name));
  }
}

function askedOf(deployments: readonly Deployment[]): Asked[] {
  return deployments.flatMap((deployment) =>
    deployment.model === undefined ? [] : [{ deployment, model: deployment.model }],
  );
}

/** Each model once, in this order. */
export function modelsOf(asked: readonly Asked[]): string[] {
  return [...new Set(asked.map(({ model }) => model))];
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** `azure/*` fits `azure/gpt-4o`. */
function fits(pattern: string, name: string): boolean {
  const [before = '', after = ''] = pattern.split('*', 2);
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

function afterPrefix(pattern: string, name: string): string {
  const prefix = pattern.slice(0, pattern.indexOf('*'));
  return prefix.endsWith('/') ? name.slice(prefix.length) : name;
}
