import { bring } from './bring.ts';
import { exportSetup } from './export.ts';

/** What comes from other tools and goes to them: one chunk, since YAML is large and few need it. */
export const exchange = { bring, exportSetup };
