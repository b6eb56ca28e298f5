/** The id of a provider stands before the slash of a model id and in the name of an environment variable. */
export const PROVIDER_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
