import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { type LocalServer, startServer } from '../server/startServer.ts';
import { type CliEngine, stderrLog } from './cliEngine.ts';
import { tellNotices } from './serveNotices.ts';
import { UsageError } from './usageError.ts';

/**
 * Serves the core to other programs on this machine until it is told to stop (Ctrl+C or SIGTERM). The first line of stdout
 * is `{"url":…,"token":…}`; notices go to stderr. Throws `UsageError`.
 */
export async function serve(engine: CliEngine, port: string | undefined): Promise<number> {
  const token = readToken(process.env.SWITCHYARD_TOKEN);
  const server = await listen(engine, readPort(port), token);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  process.stdout.write(`${JSON.stringify({ url: server.url, token })}\n`);
  const stopTelling = tellNotices(engine, (line) => engine.log.warn(line));
  await stopped;
  stopTelling();
  await server.close();
  return 0;
}

async function listen(engine: CliEngine, port: number, token: string): Promise<LocalServer> {
  try {
    return await startServer({ core: engine, token, port, log: stderrLog });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new UsageError(`--port ${port}: another program listens there`);
    if (code === 'EACCES') throw new UsageError(`--port ${port}: may not be used (${message})`);
    throw error;
  }
}

function readToken(given: string | undefined): string {
  if (given === undefined || given === '') return randomBytes(32).toString('base64url');
  if (/^[\x21-\x7e]+$/.test(given)) return given;
  throw new UsageError('SWITCHYARD_TOKEN: must be visible ASCII characters without spaces');
}

function readPort(port: string | undefined): number {
  if (port === undefined) return 0;
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new UsageError(`--port ${port}: must be a number from 0 to 65535`);
}
