/** Where keys are read from. A key is bound to its provider and the origin it may be sent to. */
export interface Keys {
  /** The provider's API key for this origin (`https://host:port`); undefined when there is none. */
  key(providerId: string, origin: string): Promise<string | undefined>;
  /** The value of `${secret:NAME}` in a header of this provider, bound likewise. */
  secret(name: string, providerId: string, origin: string): Promise<string | undefined>;
}
