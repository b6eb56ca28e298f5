/** Tests in the language of the question (Python, Go, or else TypeScript), for a simulated answer. */
export function testCode(language: string): string {
  if (language === 'python') {
    return `import pytest

@pytest.mark.parametrize("page, expected", [(1, [1, 2]), (2, [3]), (3, [])])
def test_page(page, expected):
    assert page_of([1, 2, 3], page, size=2) == expected

def test_an_empty_list_has_an_empty_page():
    assert page_of([], 1, size=2) == []`;
  }
  if (language === 'go') {
    return `func TestPage(t *testing.T) {
	cases := map[int][]int{1: {1, 2}, 2: {3}, 3: {}}
	for page, want := range cases {
		if got := PageOf([]int{1, 2, 3}, page, 2); !slices.Equal(got, want) {
			t.Errorf("page %d: got %v, want %v", page, got, want)
		}
	}
}`;
  }
  return `import { expect, test } from 'vitest';

test.each([
  [1, ['a', 'b']],
  [2, ['c']],
  [3, []],
])('page %i of three items, two on a page', (page, expected) => {
  expect(pageOf(['a', 'b', 'c'], page, 2)).toEqual(expected);
});

test('an empty list has an empty page', () => {
  expect(pageOf([], 1, 2)).toEqual([]);
});`;
}

/** A function in the language of the question, likewise. */
export function sampleCode(language: string): string {
  if (language === 'python') {
    return `def page_of(items, page, size):
    """The items of one page, counted from one."""
    first = (page - 1) * size
    return items[first:first + size]`;
  }
  if (language === 'go') {
    return `// PageOf returns the items of one page, counted from one.
func PageOf[T any](items []T, page, size int) []T {
	first := min((page-1)*size, len(items))
	last := min(first+size, len(items))
	return items[first:last]
}`;
  }
  return `/** The items of one page, counted from one. */
export function pageOf<T>(items: readonly T[], page: number, size: number): T[] {
  const first = (page - 1) * size;
  return items.slice(first, first + size);
}`;
}
