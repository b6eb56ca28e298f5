import { html, type TemplateResult } from 'lit';
import { OUTCOME_CHOICES, type TrailFilter, type TrailPage } from '../../src/protocol/messages/trailMessages.ts';
import { icon } from '../icon.ts';
import { strings } from '../lateStrings.ts';
import { filterChoice, modelChoice, taskChoice } from '../listing/filterChoice.ts';

/** Every request. */
export const NO_FILTER: TrailFilter = { text: '', model: null, task: null, outcome: null, thisChat: false };

export type Choices = Pick<TrailPage, 'models' | 'tasks'>;

/** The compact controls below the search box: outcome, model, task, chat. */
export function trailFilters(
  filter: TrailFilter,
  { models, tasks }: Choices,
  change: (change: Partial<TrailFilter>) => void,
): TemplateResult {
  const { thisChat } = filter;
  return html`<div class="history-filters" role="group" aria-label=${strings.filterTrail}>
    ${filterChoice(
      strings.outcome,
      filter.outcome ?? '',
      [['', strings.anyOutcome], ...OUTCOME_CHOICES.map((choice) => [choice, strings[`choice_${choice}`]] as const)],
      (outcome) => change({ outcome: outcome === '' ? null : (outcome as TrailFilter['outcome']) }),
    )}
    ${modelChoice(models, filter.model, (model) => change({ model }))}
    ${taskChoice(tasks, filter.task, (task) => change({ task }))}
    <button
      type="button"
      class="history-filter-button"
      aria-pressed=${thisChat ? 'true' : 'false'}
      title=${thisChat ? strings.showAllChats : strings.showThisChat}
      @click=${() => change({ thisChat: !thisChat })}
    >
      ${icon('comment')}<span>${strings.thisChat}</span>
    </button>
  </div>`;
}
