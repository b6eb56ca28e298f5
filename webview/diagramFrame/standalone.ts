import { withStyles } from './allowStyles.ts';

/** A diagram as a picture of its own: XML with its size, which an `img` can show. Throws where there is nothing to show. */
export function standalone(svg: string): { svg: string; width: number; height: number; title: string } {
  const element = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
  const [, , width = 0, height = 0] = (element?.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  if (element === null || !(width > 0) || !(height > 0)) throw new Error('empty');
  element.setAttribute('width', String(width));
  element.setAttribute('height', String(height));
  element.removeAttribute('data-style');
  for (const style of element.querySelectorAll('style')) style.removeAttribute('type');
  const said = ['title', 'desc'].map((name) => element.querySelector(`:scope > ${name}`)?.textContent?.trim() ?? '');
  return {
    svg: withStyles(new XMLSerializer().serializeToString(element)),
    width,
    height,
    title: said.filter((words) => words !== '').join(': '),
  };
}
