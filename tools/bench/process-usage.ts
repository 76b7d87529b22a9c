import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor time a process has used so far, in microseconds. From /proc on Linux, else from `ps`, which is coarser. */
export function cpuMicroseconds(pid: number): number {
  if (process.platform === 'linux') {
    // The name, second, may hold spaces; what follows it begins after the last bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS_A_SECOND;
  }
  const [seconds = 0, minutes = 0, hours = 0] = ps(pid, 'cputime').split(/[-:]/).reverse().map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1e6;
}

/** Memory of a process that is resident now, in megabytes. */
export function residentMegabytes(pid: number): number {
  return Number(ps(pid, 'rss')) / 1024;
}

function ps(pid: number, field: string): string {
  return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
}
