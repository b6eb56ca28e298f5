/** A question that begins with `/NAME`: the name and the words behind it. */
export function slashOf(text: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest = ''] = /^\s*\/([\p{L}\p{N}][\p{L}\p{N}._-]*)(?:\s+([\s\S]*))?$/u.exec(text) ?? [];
  return name === undefined ? undefined : { name, rest: rest.trim() };
}
