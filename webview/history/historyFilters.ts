import { html, type TemplateResult } from 'lit';
import { type HistoryFilter, type HistoryPage, PERIODS } from '../../src/protocol/messages/historyMessages.ts';
import { icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';
import { filterChoice, modelChoice, taskChoice } from '../listing/filterChoice.ts';

/** Every chat of this workspace. */
export const NO_FILTER: HistoryFilter = {
  ...{ text: '', workspace: 'this', period: 'all', model: null, task: null, archived: false },
};

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
    ${filterChoice(
      strings.period,
      filter.period,
      PERIODS.map((period) => [period, strings[`period_${period}`]]),
      (period) => change({ period: period as HistoryFilter['period'] }),
    )}
    ${modelChoice(models, filter.model, (model) => change({ model }))}
    ${taskChoice(tasks, filter.task, (task) => change({ task }))}
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
