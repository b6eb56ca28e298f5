import { sampleCode, testCode } from './answerCode.ts';
import type { SimulatedRequest } from './simulatedRequest.ts';

/** A plausible Markdown answer to the kind of prompt this is. Its first line says that it is simulated, and by which model. */
export function simulatedAnswer(request: SimulatedRequest): string {
  const prompt = request.messages.findLast((message) => message.role === 'user')?.content ?? '';
  const facts = { subject: subjectOf(prompt), ...codeOf(prompt) };
  // Without code there is nothing to talk about but the simulation itself.
  const kind = prompt.includes('```') ? kindOf(prompt) : 'chat';
  return `*Simulated answer from ${request.provider}/${request.model}.*\n\n${answers[kind](facts)}\n`;
}

interface Facts {
  /** The first words of what was asked. */
  readonly subject: string;
  /** The language of the first code block, or the empty string. */
  readonly language: string;
  /** The first lines of that block, or an example. */
  readonly code: string;
}

type Kind = 'explain' | 'fix' | 'test' | 'summarize' | 'code' | 'chat';

const signs: readonly (readonly [Kind, RegExp])[] = [
  ['test', /\b(tests?|spec|coverage)\b/],
  ['fix', /\b(fix|bugs?|error|wrong|broken|fails?|debug)\b/],
  ['summarize', /\b(summari[sz]e|summary|tl;?dr|overview)\b/],
  ['explain', /\b(explain|what (does|is)|how (does|do)|why)\b/],
  ['code', /\b(write|add|implement|create|refactor|function|query|script)\b/],
];

/** The first sign in the prompt decides, except that *write* gives way to what is to be written. */
function kindOf(prompt: string): Kind {
  const words = prompt.replace(/```[\s\S]*?(```|$)/g, ' ').toLowerCase();
  const found = signs
    .map(([kind, sign]) => ({ kind, at: words.search(sign) + (kind === 'code' ? 20 : 0) }))
    .filter(({ kind, at }) => at >= (kind === 'code' ? 20 : 0))
    .sort((a, b) => a.at - b.at);
  return found[0]?.kind ?? 'chat';
}

function subjectOf(prompt: string): string {
  const line = prompt.split('\n').find((text) => text.trim() !== '' && !text.startsWith('```')) ?? 'your question';
  return line
    .trim()
    .replace(/[`*_[\]<>]/g, '')
    .slice(0, 80);
}

function codeOf(prompt: string): { language: string; code: string } {
  const [, language = '', code = ''] = /```([\w+#-]*)[^\n]*\n([\s\S]*?)(```|$)/.exec(prompt) ?? [];
  const lines = code.trimEnd().split('\n').slice(0, 12).join('\n');
  return lines
    ? { language, code: lines }
    : { language: 'ts', code: 'const first = (page - 1) * pageSize;\nreturn items.slice(first, first + pageSize);' };
}

/** The demo's own mistakes by a sign of their code; of any other code a simulator knows nothing. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [
    /pageOf/,
    'Pages are counted from one, but the first item is looked for as if they were counted from zero: `(number - 1) * size` is where a page begins. A full last page is counted twice, too: round up, not down.',
  ],
  [
    /VAT|invoice/i,
    'Money is kept in floating point and rounded once for every line, so that the cents of many lines go astray. Keep whole cents (or `Decimal`), add first, and round *once*, at the end.',
  ],
  [
    /reorder|stock|weekly/i,
    'Dividing two whole numbers drops the rest, so a week with few sales looks like one with none. Multiply first, or divide as floating point.',
  ],
  [
    /JOIN/i,
    'The condition on the joined table stands in `WHERE`, which turns the outer join into an inner one: customers without orders are dropped. Move it into `ON`.',
  ],
];

function mistakeIn(code: string): string {
  return (
    mistakes.find(([sign]) => sign.test(code))?.[1] ??
    'A real model would name it here; a simulated one cannot read the code.'
  );
}

const answers: Record<Kind, (facts: Facts) => string> = {
  explain: ({ language, code }) => `## What this does

This is the part you asked about:

\`\`\`${language}
${code}
\`\`\`

1. **It takes its input as it is.** Nothing is checked first, so the callers decide what an empty list or a zero means.
2. **It works out where to begin and where to end.** Both borders come from the same two numbers, which is why a mistake in one of them moves the other as well.
3. **It returns a new value.** The original is left alone, so calling it twice is safe and gives the same answer twice.

### Worth knowing

| input | result |
| --- | --- |
| an empty list | an empty result, no error |
| exactly one page | everything, once |
| one item more | a second page with one item |

> The last row is where mistakes of this kind usually hide: a border that is off by one looks right until a page is full.

In short: the idea is sound, and the borders deserve a test each.`,

  fix: ({ language, code }) => `## The mistake

${mistakeIn(code)}

\`\`\`${language}
${code}
\`\`\`

## Why this is enough

Nothing else has to change: every caller keeps passing what it passes now. One test on each side of the border would have caught it; both are worth adding.`,

  test: ({ language }) => `## Tests

Four cases cover the borders; the rest of the range follows from them.

\`\`\`${language === 'python' || language === 'go' ? language : 'ts'}
${testCode(language)}
\`\`\`

- The **first** case is the ordinary one, so that a failure elsewhere stands out.
- The **empty** case keeps the function honest about missing input.
- The last two sit on **either side of the border**, where an off-by-one would hide.

Run them once before changing the code: the third should fail today, and that is the bug.`,

  summarize: ({ subject }) => `## Summary

**In one sentence:** it takes a list, works on one part of it at a time, and hands back the result with the totals.

- **Purpose** — what was asked: “${subject}”.
- **Input** — a list of records and two numbers that say which part is wanted.
- **Output** — that part, in the original order, together with a count.
- **Side effects** — none: nothing is written, and nothing is kept between two calls.

### What to look at next

1. The borders of the range; they are the only arithmetic in here.
2. The rounding, which happens once for every row and would be better done once at the end.
3. The missing check for an empty list.`,

  code: ({ language }) => `Here is a version that handles the borders explicitly:

\`\`\`${language === 'python' || language === 'go' ? language : 'ts'}
${sampleCode(language)}
\`\`\`

What it promises:

- an empty list gives an empty page, never an error;
- pages are counted from one, as people count them;
- a page past the end is empty, so a caller can simply ask until nothing comes.

It allocates one new list of at most one page and leaves the original alone.`,

  chat: ({ subject }) => `You asked: “${subject}”.

This text comes from a **simulator** on your own machine: there is no model behind it, no key was used and nothing left the computer. What *is* real is everything around it:

1. the task was recognised from your words and from what is open in the editor;
2. a model was chosen for that task from the routes in the workspace settings;
3. the answer is streaming at the speed, and with the price, that the simulated provider was given;
4. when a provider fails, the next one in the chain takes over.

Try selecting some code and asking for an explanation, a fix or tests, and watch the line above the answer.`,
};
