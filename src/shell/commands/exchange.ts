/** What comes from other tools and goes to them: one chunk, since YAML is large and few need it. */
export { bringSettings } from './bringSettings.ts';
export { exportLiteLlm } from './exportLiteLlm.ts';
