import { bringSettings } from './bringSettings.ts';
import { exportLiteLlm } from './exportLiteLlm.ts';

/** What comes from other tools and goes to them: one chunk, since YAML is large and few need it. */
export const exchange = { bringSettings, exportLiteLlm };
