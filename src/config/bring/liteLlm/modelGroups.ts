import type { Deployment } from './readDeployment.ts';

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

  /** The models of a group, alias or `model_info.id`, or the one that a wildcard stands for; none for an unknown name. */
  models(name: string): string[] {
    const group = this.deployments(name);
    if (group.length > 0) return modelsOf(group);
    const all = [...this.#groups.values()].flat();
    const byId = all.filter(({ infoId }) => infoId === name);
    if (byId.length > 0) return modelsOf(byId);
    const wildcard = all.find((deployment) => deployment.model === undefined && fits(deployment.group, name));
    if (wildcard !== undefined) return [`${wildcard.provider}/${afterPrefix(wildcard.group, name)}`];
    // LiteLLM also finds a group by the name behind a provider's.
    const bare = name.slice(name.indexOf('/') + 1);
    return bare === name ? [] : modelsOf(this.deployments(bare));
  }
}

function modelsOf(deployments: readonly Deployment[]): string[] {
  return [...new Set(deployments.flatMap(({ model }) => model ?? []))];
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
