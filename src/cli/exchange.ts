/** What comes from other tools and goes to them: one chunk, since YAML is large and few need it. */
export { bring } from './bring.ts';
export { exportSetup } from './export.ts';
