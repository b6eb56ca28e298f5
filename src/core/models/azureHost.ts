/** Whether a host is one of Azure's, whatever its provider is called. */
export function isAzureHost(hostname: string): boolean {
  return /\.(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(?:com|us|cn)$/.test(hostname);
}
