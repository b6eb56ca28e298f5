/** What the demo prints when it is up: where to look, what to try, and that the answers are simulated. */
export function welcome(
  where: { readonly url: string; readonly password: string } | 'desktop',
  workspace: string,
): string {
  const open =
    where === 'desktop'
      ? 'A new window of VS Code has opened on the demo workspace.'
      : `Open      ${where.url}\n  Password  ${where.password}`;
  return `
  Switchyard's demo is running.

  ${open}
  Files     ${workspace}

  The answers are SIMULATED: four pretend providers run on this computer. No key is needed and nothing leaves it.
    sim-fast/flash    quick and dear            sim-cheap/small   slow and cheap
    sim-flaky/medium  fails every other time    sim-strong/large  thinks first, costs most
  Each speaks another vendor's API: OpenAI's two, Google's and Anthropic's.

  What to try
    1. Click the Switchyard icon in the activity bar, on the left, and say hello.
    2. Open web/pager.ts, select a function, and choose Switchyard > Explain Selection in its context menu:
       the first provider fails, and you see the next one take over.
    3. Select "total" in billing/invoice.py and choose Fix Selection: another, dearer model answers.
    4. Look at the status bar, at the bottom: the model while it answers, and what all of it has cost so far. Hover, then click.
    5. Change a route in .vscode/settings.json and ask again. The README there has more.

  Ctrl+C stops everything.
`;
}
