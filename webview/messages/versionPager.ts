import { html, nothing, type TemplateResult } from 'lit';
import { fillIn } from '../format/fillIn.ts';
import { iconButton } from '../iconButton.ts';
import type { PanelContext } from '../panelContext.ts';
import { strings } from '../strings.ts';

/** `‹ 2/3 ›`: the way to the other versions of a message; nothing where it is the only one. */
export function versionPager(
  id: string,
  siblings: readonly string[] | undefined,
  host: PanelContext['host'],
): TemplateResult | typeof nothing {
  if (siblings === undefined || siblings.length < 2) return nothing;
  const index = siblings.indexOf(id);
  const label = fillIn(strings.versionOf, String(index + 1), String(siblings.length));
  const step = (to: number) => {
    const messageId = siblings[to];
    if (messageId !== undefined) host.send('message/show', { messageId });
  };
  const kind = 'when-idle';
  return html`<span class="versions" role="group" aria-label=${label}>
    ${iconButton({ icon: 'chevronLeft', label: strings.versionPrevious, kind, disabled: index <= 0, run: () => step(index - 1) })}
    <span class="version-count" title=${label}>${index + 1}/${siblings.length}</span>
    ${iconButton({
      icon: 'chevronRight',
      label: strings.versionNext,
      kind,
      disabled: index >= siblings.length - 1,
      run: () => step(index + 1),
    })}
  </span>`;
}
