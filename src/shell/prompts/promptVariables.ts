/** What the variables of a prompt file stand for; the list is fixed. */
export interface PromptValues {
  readonly selection: string;
  readonly file: string;
  readonly fileBasename: string;
  readonly workspaceFolder: string;
  /** By the name of the input. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** Something that a prompt file asks its user for. */
export interface PromptInput {
  readonly name: string;
  readonly placeholder: string;
}

const INPUT = /\$\{input:([\w-]+)(?::([^}]*))?\}/g;
const VARIABLE = /\$\{(selection|file|fileBasename|workspaceFolder)\}|\$\{input:([\w-]+)(?::[^}]*)?\}/g;
const LINK = /(?<![\w#])#file:([^\s`'")\]]+)/g;

/** What a prompt file asks for, each once, in order. */
export function promptInputs(body: string): PromptInput[] {
  const inputs = new Map<string, PromptInput>();
  for (const [, name = '', placeholder = ''] of body.matchAll(INPUT)) {
    if (!inputs.has(name)) inputs.set(name, { name, placeholder });
  }
  return [...inputs.values()];
}

/** The body with its variables filled in, once: what a value holds is no variable. Everything else stays as it is written. */
export function fillPrompt(body: string, { inputs, ...values }: PromptValues): string {
  return body.replace(VARIABLE, (whole, name: keyof typeof values | undefined, input: string | undefined) => {
    if (name !== undefined) return values[name];
    return inputs.get(input ?? '') ?? whole;
  });
}

/** Whether what is selected in the editor goes into the words of a prompt file. */
export function usesSelection(body: string): boolean {
  return [...body.matchAll(VARIABLE)].some(([, name]) => name === 'selection');
}

/** The files that a prompt file names to be sent along, as they are written there: paths relative to the workspace. */
export function promptLinks(body: string): string[] {
  return [...new Set([...body.matchAll(LINK)].map(([, path = '']) => path.replace(/[.,;:!?]+$/, '')))];
}
