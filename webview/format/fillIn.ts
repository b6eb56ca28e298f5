/** The template with `{0}`, `{1}`, … replaced; a placeholder without a value stays as it is. */
export function fillIn(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}
