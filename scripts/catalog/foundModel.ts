import type { PackedNames, PackedPeriod, PackedRates } from '../../src/providers/catalog/catalogData.ts';

/** What one package says of a model. */
export interface FoundModel {
  /** In lower case. */
  readonly id: string;
  readonly names?: PackedNames | undefined;
  readonly price?: PackedRates | readonly PackedPeriod[] | undefined;
  /** It is known to charge for more than tokens, so that no price per token is right. */
  readonly beyondTokens?: boolean;
  readonly contextWindow?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** Letters as in `PackedModel`; undefined where the package does not say. */
  readonly capabilities?: string | undefined;
  readonly gone?: string | true | undefined;
}
