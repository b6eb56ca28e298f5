export interface Page<T> {
  readonly items: readonly T[];
  readonly number: number;
  readonly last: number;
}

/** The items of one page. Pages are counted from one. */
export function pageOf<T>(all: readonly T[], number: number, size: number): Page<T> {
  const first = number * size;
  const items = all.slice(first, first + size);
  return { items, number, last: Math.floor(all.length / size) + 1 };
}

/** Links to the pages around this one, for the bar below a list. */
export function pagesAround(page: Page<unknown>, distance = 2): number[] {
  const links: number[] = [];
  for (let n = page.number - distance; n < page.number + distance; n++) {
    if (n >= 1 && n <= page.last) links.push(n);
  }
  return links;
}
