import { splitModelId } from '../core/models/model.ts';
import type { ServerCore } from './serverCore.ts';
import { AUTO, unknownModel } from './toRequest.ts';

/** `auto`, then every configured model. `created`: Unix seconds, since nobody knows the models' own. */
export function modelList(core: ServerCore, created: number) {
  const data = [AUTO, ...core.setupFor([]).models.keys()].map((id) => describe(id, created));
  return { object: 'list', data };
}

/** One model that may be asked for. Throws an `ApiError`. */
export function oneModel(core: ServerCore, id: string, created: number) {
  if (id !== AUTO && !core.setupFor([id]).models.has(id)) throw unknownModel(id);
  return describe(id, created);
}

function describe(id: string, created: number) {
  return { id, object: 'model', created, owned_by: splitModelId(id)?.provider ?? 'switchyard' };
}
