import { say } from '../../../core/words.ts';
import type { NoteList } from '../noteList.ts';
import type { Asked, ModelGroups } from './modelGroups.ts';
import { modelLimit } from './modelLimit.ts';
import type { Deployment } from './readDeployment.ts';
import type { Sent } from './readSent.ts';

/** A route that was made: what it sends, and all that it asks. */
export interface MadeRoute {
  readonly sent: Sent;
  readonly asked: readonly Asked[];
}

const KEYS = ['temperature', 'maxOutputTokens', 'reasoningEffort'] as const;

/** Notes what the file sends to a deployment and a route does not, and every wildcard that no route asks. */
export function noteUnreached({ all }: ModelGroups, routes: readonly MadeRoute[], notes: NoteList): void {
  for (const deployment of all) {
    const asking = routes.filter(({ asked }) => asked.some((one) => one.deployment === deployment));
    for (const key of KEYS) noteSent(deployment, key, asking, notes);
    if (deployment.model === undefined && asking.length === 0) {
      notes.add(`model_name: ${deployment.group}`, deployment.group, {
        effect: 'changed',
        why: say('it stands for any model of its provider, and no route asks one of them by its name'),
        todo: say('run "Add Provider or Change Key" and tick the models you want'),
      });
    }
  }
}

function noteSent(deployment: Deployment, key: keyof Sent, asking: readonly MadeRoute[], notes: NoteList): void {
  const value = deployment.sent[key];
  if (value === undefined || (key === 'maxOutputTokens' && modelLimit(deployment) !== undefined)) return;
  const sending = asking.filter(({ sent }) => sent[key] === value);
  const todo = say('set "{0}" of a route', key);
  if (sending.length === 0) {
    const why = say('a route sends one value to all its models, and none sends this one');
    notes.add(deployment.places[key], value, { why, todo });
  } else if (sending.length < asking.length) {
    const why = say('a route sends one value to all its models, and not every route sends this one');
    notes.add(deployment.places[key], value, { effect: 'changed', why, todo });
  }
}
