import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type HistoryFilter, type HistoryPage, PERIODS } from '../../src/protocol/messages/historyMessages.ts';
import { shortModel } from '../format/shortModel.ts';
import { icon } from '../icon.ts';
import { strings } from '../strings.ts';

/** Every chat of this workspace. */
export const NO_FILTER: HistoryFilter = {
  ...{ text: '', workspace: 'this', period: 'all', model: null, task: null, archived: false },
};

type Task = NonNullable<HistoryFilter['task']>;

/** The compact controls below the search box: workspace, time, model, task, archive. */
export function historyFilters(
  filter: HistoryFilter,
  page: HistoryPage | null,
  change: (change: Partial<HistoryFilter>) => void,
): TemplateResult {
  const { models = [], tasks = [] } = page ?? {};
  const isAll = filter.workspace === 'all';
  const here = page?.workspace == null ? strings.noWorkspace : strings.thisWorkspace;
  return html`<div class="history-filters" role="group" aria-label=${strings.filterChats}>
    <button
      type="button"
      class="history-filter-button"
      title=${isAll ? strings.showThisWorkspace : strings.showAllWorkspaces}
      @click=${() => change({ workspace: isAll ? 'this' : 'all' })}
    >
      ${icon('folder')}<span>${isAll ? strings.allWorkspaces : here}</span>
    </button>
    ${choice(
      strings.period,
      filter.period,
      PERIODS.map((period) => [period, strings[`period_${period}`]]),
      (period) => change({ period: period as HistoryFilter['period'] }),
    )}
    ${
      models.length < 2 && filter.model === null
        ? nothing
        : choice(
            strings.model,
            filter.model ?? '',
            [['', strings.anyModel], ...models.map((model) => [model, shortModel(model)] as const)],
            (model) => change({ model: model === '' ? null : model }),
          )
    }
    ${
      tasks.length < 2 && filter.task === null
        ? nothing
        : choice(
            strings.routeTask,
            filter.task ?? '',
            [['', strings.anyTask], ...tasks.map((task) => [task, strings[`task_${task}`]] as const)],
            (task) => change({ task: task === '' ? null : (task as Task) }),
          )
    }
    <button
      type="button"
      class="history-filter-button"
      aria-pressed=${filter.archived ? 'true' : 'false'}
      aria-label=${strings.showArchived}
      title=${filter.archived ? strings.hideArchived : strings.showArchived}
      @click=${() => change({ archived: !filter.archived })}
    >
      ${icon('archive')}
    </button>
  </div>`;
}

function choice(
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
