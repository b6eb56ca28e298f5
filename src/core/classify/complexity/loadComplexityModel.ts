import { type ComplexityModel, type PackedComplexity, unpackComplexity } from './complexityModel.ts';

let loading: Promise<ComplexityModel> | undefined;

/** What `scripts/trainComplexity.ts` learnt; read from its file once, when it is first needed. */
export function loadComplexityModel(): Promise<ComplexityModel> {
  loading ??= import('./complexityData.json', { with: { type: 'json' } }).then((file: { default: unknown }) =>
    unpackComplexity(file.default as PackedComplexity),
  );
  return loading;
}
