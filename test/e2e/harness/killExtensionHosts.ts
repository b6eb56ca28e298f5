import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Kills the extension hosts of one editor, so that they have no time to end anything; returns how many there were. */
export async function killExtensionHosts({ pid }: { readonly pid: number | undefined }): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,pgid=,args=']);
  const hosts = stdout.split('\n').flatMap((line) => {
    const [, own, group, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(group) === pid && args.includes('--type=extensionHost') ? [Number(own)] : [];
  });
  for (const host of hosts) {
    try {
      process.kill(host, 'SIGKILL');
    } catch (error) {
      // It has just ended by itself.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  return hosts.length;
}
