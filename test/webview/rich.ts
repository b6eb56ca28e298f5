/** One answer with everything that Markdown may be drawn with. */
export const RICH = `## The plan[^1]

The cost is $O(n \\log n)$, not $5 or $10, and \\(\\sqrt{x^2+y^2}\\) stays exact[^note].

$$
\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}, \\qquad A = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}
$$

\\[
\\begin{aligned} f(x) &= (x+1)^2 \\\\ &= x^2 + 2x + 1 \\end{aligned}
\\]

- [x] read \`src/pager.ts:3\`
- [ ] change \`readAll\` and [the notes](notes.md#L2)
  - [ ] nested, see \`src/missing.ts\`
    1. one
    2. two
- plain

| Name | Rows | A long column that does not fit a narrow panel | Note |
|:-----|-----:|:---------------------------------------------:|------|
| \`a\` | 100  | centred                                       | [web](https://example.com) |
| b    | 2000 | x                                             | ~~old~~ **new** |

\`\`\`mermaid
flowchart LR
  A[Question] --> B{Cheap?}
  B -->|yes| C[Small model]
  B -->|no| D[Large model]
  C --> E((Answer))
  D --> E
\`\`\`

\`\`\`ansi
\u001b[32m✓\u001b[0m passes \u001b[1mall\u001b[0m  \u001b[31m✗ 2 failed\u001b[0m \u001b[90m(12 ms)\u001b[0m \u001b[43;30m WARN \u001b[0m \u001b[38;5;208mpalette\u001b[0m
progress 100%\u001b[K
\`\`\`

\`\`\`ts
/** Every row, one page at a time. */
export async function* readAll<T>(source: Source<T>, limit = 25): AsyncGenerator<T> {
  const name = \`page \${limit}\`; // a comment that goes on and on and on and on, past the edge of every panel there is
  if (/^x+$/.test(name)) throw new Error('no');
}
\`\`\`

\`\`\`mermaid
flowchart LR
  A --> --> B[
\`\`\`

\`\`\`math
E = mc^2
\`\`\`

A broken formula: $\\frac{1}{$ and $\\undefinedmacro{x}$.

[^1]: The first note, with \`code\`.
[^note]: A named note
    on two lines.

The end.`;
