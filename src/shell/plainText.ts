/** Foreign words for a notification: without the brackets in which the editor would see links, command links included. */
export function plainText(text: string): string {
  return text.replace(/[[\]()]/g, ' ').trim();
}
