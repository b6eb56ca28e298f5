import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { HistoryFilter } from '../../src/protocol/messages/historyMessages.ts';
import { shortModel } from '../format/shortModel.ts';
import { icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';

type Task = NonNullable<HistoryFilter['task']>;

/** One of several values by which a list is narrowed; the first of them does not narrow it. */
export function filterChoice(
  label: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  choose: (value: string) => void,
): TemplateResult {
  const isSet = value !== options[0]?.[0];
  return html`<span class="history-filter-choice ${isSet ? 'is-set' : ''}"
    ><select
      aria-label=${label}
      title=${label}
      .value=${live(value)}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}</select
    >${icon('chevronDown')}</span
  >`;
}

/** By the models that are there, by their full ids; nothing where there is no choice. */
export function modelChoice(
  models: readonly string[],
  model: string | null,
  choose: (model: string | null) => void,
): TemplateResult | typeof nothing {
  if (models.length < 2 && model === null) return nothing;
  return filterChoice(
    strings.model,
    model ?? '',
    [['', strings.anyModel], ...models.map((id) => [id, shortModel(id)] as const)],
    (id) => choose(id === '' ? null : id),
  );
}

/** By the tasks that are there; nothing where there is no choice. */
export function taskChoice(
  tasks: readonly Task[],
  task: Task | null,
  choose: (task: Task | null) => void,
): TemplateResult | typeof nothing {
  if (tasks.length < 2 && task === null) return nothing;
  return filterChoice(
    strings.routeTask,
    task ?? '',
    [['', strings.anyTask], ...tasks.map((name) => [name, strings[`task_${name}`]] as const)],
    (name) => choose(name === '' ? null : (name as Task)),
  );
}
