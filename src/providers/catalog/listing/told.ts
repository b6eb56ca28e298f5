import type { Price } from '../../../core/accounting/price.ts';
import { CAPABILITIES, type Capability } from '../../../core/models/model.ts';
import type { ListedModel } from '../listedModel.ts';
import { retirementWords } from '../retirementWords.ts';

/** What one vendor's list tells of a model; undefined and null where it does not. */
export interface Told {
  readonly label?: string | null | undefined;
  /** False for what does not chat: embeddings, speech, images. */
  readonly chat?: boolean | null | undefined;
  readonly contextWindow?: number | null | undefined;
  readonly maxOutputTokens?: number | null | undefined;
  readonly price?: Price | undefined;
  readonly abilities?: Partial<Record<Capability, boolean | null | undefined>>;
  /** The day of its shutdown, or a time that begins with it; true where it is only deprecated. */
  readonly gone?: string | true | null | undefined;
}

/** What several readers tell together: of each field the first that knows it. */
export function mergeTold(tellings: readonly Told[]): Told {
  return tellings.reduce(
    (first, next) => ({
      label: first.label ?? next.label,
      chat: first.chat ?? next.chat,
      contextWindow: first.contextWindow ?? next.contextWindow,
      maxOutputTokens: first.maxOutputTokens ?? next.maxOutputTokens,
      price: first.price ?? next.price,
      abilities: { ...withoutUnknown(next.abilities), ...withoutUnknown(first.abilities) },
      gone: first.gone ?? next.gone,
    }),
    {},
  );
}

/** The listed model, with a list of abilities only where tools and images are spoken of: it counts as complete. */
export function toListed(name: string, told: Told): ListedModel {
  const spokenOf = withoutUnknown(told.abilities);
  const has = CAPABILITIES.filter((ability) => spokenOf[ability] === true);
  const lacks = CAPABILITIES.filter((ability) => spokenOf[ability] === false);
  const complete = spokenOf.tools !== undefined && spokenOf.vision !== undefined;
  return {
    name,
    ...(told.label && told.label !== name ? { label: told.label } : {}),
    entry: {
      ...(told.price === undefined ? {} : { price: told.price }),
      ...(isTokens(told.contextWindow) ? { contextWindow: told.contextWindow } : {}),
      ...(isTokens(told.maxOutputTokens) ? { maxOutputTokens: told.maxOutputTokens } : {}),
      ...(complete ? { capabilities: has } : {}),
      ...(told.gone == null ? {} : { deprecated: retirementWords(told.gone) }),
    },
    ...(complete || has.length === 0 ? {} : { has }),
    ...(lacks.length === 0 ? {} : { lacks }),
  };
}

function isTokens(count: number | null | undefined): count is number {
  return count != null && Number.isSafeInteger(count) && count > 0;
}

function withoutUnknown(abilities: Told['abilities']): Partial<Record<Capability, boolean>> {
  return Object.fromEntries(Object.entries(abilities ?? {}).filter(([, there]) => there != null));
}
