import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';

/** Who set money aside: a process, and where its number means it. */
interface Owner {
  /** Within one place a process number means one process. */
  readonly place: string;
  readonly pid: number;
  /** When it was started, in the system's own count, since numbers are used again; empty where that is not told. */
  readonly start: string;
}

/** Where nothing better is known, who has given no sign for so long is dead. */
const SILENT_MS = 5 * 60_000;

/** This process, as others recognise it. */
export function thisProcess(): string {
  const owner: Owner = { place: placeHere(), pid: process.pid, start: startOf(process.pid) ?? '' };
  return JSON.stringify(owner);
}

/** Whether a process is no more; `silentMs`: how long ago it was last seen. */
export function isDead(owner: string, silentMs: number): boolean {
  const { place, pid, start } = JSON.parse(owner) as Owner;
  if (place !== placeHere()) return silentMs > SILENT_MS;
  if (start !== '') return startOf(pid) !== start;
  return !runs(pid) || silentMs > SILENT_MS;
}

/** The machine since its start, and the container where process numbers are its own. */
function placeHere(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** The 22nd field of its line; the second, its name, may hold anything, even a bracket. */
function startOf(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...others] = line.slice(line.lastIndexOf(')') + 2).split(' ');
    // A zombie does nothing any more.
    return state === 'Z' || state === 'X' ? undefined : others[18];
  } catch {
    return undefined;
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
