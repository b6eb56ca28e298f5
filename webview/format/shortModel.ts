/** The name of a model for one line: its full id without the provider, `deepseek/deepseek-chat` → `deepseek-chat`. */
export function shortModel(id: string): string {
  const slash = id.indexOf('/');
  return slash > 0 && slash < id.length - 1 ? id.slice(slash + 1) : id;
}
