import process from 'node:process';

/** How long this process computed for a piece of work, in milliseconds: what others do on the machine meanwhile does not count. */
export function processorMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
