/** First and last port of a range, both included. */
export type PortRange = readonly [first: number, last: number];

/** Default range of the ports that Services of type NodePort have on every node. */
export const NODE_PORTS: PortRange = [30000, 32767];

const LAST_PORT = 65535;

/** Reads a list of ports, `2703,30000-32767`; undefined for invalid text. Empty text is the empty list. */
export function parsePortList(text: string): readonly PortRange[] | undefined {
  if (text === '') return [];
  const ranges: PortRange[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
    if (match === null) return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first < 1 || last < first || last > LAST_PORT) return undefined;
    ranges.push([first, last]);
  }
  return merge(ranges);
}

/** A list of ports as the kernel writes it: in order, with neighbouring ports joined to one range. */
export function renderPortList(ranges: readonly PortRange[]): string {
  return merge(ranges).map(renderPortRange).join(',');
}

/** A range as `30000-32767`, or as one number where it is a single port. */
export function renderPortRange([first, last]: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Ports of the first list that are missing in the second. */
export function missingPorts(wanted: readonly PortRange[], among: readonly PortRange[]): readonly PortRange[] {
  let left = merge(wanted);
  for (const taken of among) left = left.flatMap((range) => without(range, taken));
  return left;
}

/** The ports that two ranges share; undefined where the ranges do not overlap. */
export function sharedPorts(left: PortRange, right: PortRange): PortRange | undefined {
  const first = Math.max(left[0], right[0]);
  const last = Math.min(left[1], right[1]);
  return first > last ? undefined : [first, last];
}

/** Number of ports in a list. */
export function countPorts(ranges: readonly PortRange[]): number {
  return merge(ranges).reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

function without(range: PortRange, taken: PortRange): readonly PortRange[] {
  if (sharedPorts(range, taken) === undefined) return [range];
  const parts: PortRange[] = [
    [range[0], taken[0] - 1],
    [taken[1] + 1, range[1]],
  ];
  return parts.filter(([first, last]) => first <= last);
}

function merge(ranges: readonly PortRange[]): readonly PortRange[] {
  const merged: PortRange[] = [];
  for (const [first, last] of [...ranges].sort((left, right) => left[0] - right[0])) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1)
      merged[merged.length - 1] = [before[0], Math.max(before[1], last)];
    else merged.push([first, last]);
  }
  return merged;
}
