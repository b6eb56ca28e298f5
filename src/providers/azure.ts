/** Whatever stands below the resource's own address in what the portals show: a project, an API, a whole target URI. */
const BELOW_RESOURCE = /\/(?:api\/projects|openai|models)(?:\/|$)/;

/**
 * Where an Azure OpenAI or Foundry resource is asked, from any address that its portals and documentation show: the
 * resource's own, one with `/openai` or `/openai/v1`, a project's, a deployment's target URI. With a dated `api-version`
 * it is the API whose paths name deployments (`…/openai`), otherwise the v1 API (`…/openai/v1`), which takes none, or
 * `preview` (learn.microsoft.com/azure/foundry/openai/api-version-lifecycle).
 */
export function azureBaseUrl(url: string, apiVersion: string | undefined): string {
  const resource = url.slice(0, BELOW_RESOURCE.exec(url)?.index ?? url.length).replace(/\/+$/, '');
  return apiVersion !== undefined && /^\d{4}-\d\d-\d\d/.test(apiVersion)
    ? `${resource}/openai`
    : `${resource}/openai/v1`;
}
