/**
 * Memory that every connection may take while a request is under way, in KiB: two buffers of 16 KiB, and what belongs to them.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#tune.bufsize
 */
export const KIB_OF_CONNECTION = 34;

/** Memory of the process beside its connections, in MiB. */
export const OWN_MIB = 64;

/** Memory of a proxy that states none, in MiB. */
const USUAL_MIB = 1024;

/** Memory in MiB that a proxy with this many connections may take. */
export function neededMib(connections: number): number {
  return Math.ceil((connections * KIB_OF_CONNECTION) / 1024) + OWN_MIB;
}

/** Memory of a proxy that states none: `1Gi`, or what its connections need. */
export function defaultMemory(connections: number): string {
  const needed = neededMib(connections);
  return needed <= USUAL_MIB ? '1Gi' : `${needed}Mi`;
}
