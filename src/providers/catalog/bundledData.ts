import figures from '../quality/qualityData.json' with { type: 'json' };
import type { QualityData } from '../quality/qualityData.ts';
import catalog from './catalogData.json' with { type: 'json' };
import type { CatalogData } from './catalogData.ts';

/** What comes with Switchyard of models: loaded together, when first asked for. */
export const BUNDLED: { readonly catalog: CatalogData; readonly quality: QualityData } = {
  catalog: catalog as unknown as CatalogData,
  quality: figures as unknown as QualityData,
};
