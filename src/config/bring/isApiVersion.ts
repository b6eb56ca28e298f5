/** A version of Azure's API, and no other word: the text may come of a variable and is sent in clear. */
export function isApiVersion(text: string): boolean {
  return /^(?:\d{4}-\d\d-\d\d(?:-[a-z]{1,12})?|v\d{1,2}|preview|latest)$/.test(text);
}
