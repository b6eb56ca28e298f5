/** How many windows may each have a port of their own again. */
const MOST = 8;

/**
 * Starts a server on the first of the known ports that is free, else on any. The ports to know from then on come with it:
 * a window that finds one taken leaves it to whoever has it.
 */
export async function listenOnKnown<Server extends { readonly port: number }>(
  known: readonly number[],
  start: (port: number) => Promise<Server>,
): Promise<{ server: Server; ports: readonly number[] }> {
  for (const port of known) {
    const server = await start(port).catch(() => undefined);
    if (server !== undefined) return { server, ports: known };
  }
  const server = await start(0);
  return { server, ports: [...known, server.port].slice(-MOST) };
}
