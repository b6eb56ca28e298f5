const GAP = 8;
const TALLEST = 268;

/** Keeps the list of completions inside the panel, above the composer, and its active row in sight. */
export function placeCompletions(composer: HTMLElement): void {
  const list = composer.querySelector<HTMLElement>('.completions');
  const box = composer.querySelector('.composer');
  if (list === null || box === null) return;
  const room = Math.min(TALLEST, box.getBoundingClientRect().top - 2 * GAP);
  list.style.setProperty('max-height', `${Math.max(44, room)}px`);
  const active = list.querySelector<HTMLElement>('[aria-selected="true"]');
  if (active === null) return;
  const above = active.offsetTop - list.scrollTop - GAP / 2;
  const below = active.offsetTop + active.offsetHeight - list.scrollTop - list.clientHeight + GAP / 2;
  if (above < 0) list.scrollTop += above;
  else if (below > 0) list.scrollTop += below;
}
