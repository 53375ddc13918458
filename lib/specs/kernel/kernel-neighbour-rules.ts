import type { Problems } from '../../values/problems';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';

const FAMILIES = ['net.ipv4.neigh.default.', 'net.ipv6.neigh.default.'];
const THRESHOLDS = ['gc_thresh1', 'gc_thresh2', 'gc_thresh3'];

/**
 * Refuses thresholds of a neighbour table that decrease, which the kernel accepts without an error: below the first threshold it
 * removes no entry, and at the third it adds no new one, so that a node would reach no new pod. Thresholds that are not stated are not
 * compared.
 *
 * @see https://man7.org/linux/man-pages/man7/arp.7.html
 */
export function judgeNeighbours({ values }: Pick<JudgedKernel, 'values'>, problems: Problems): void {
  for (const family of FAMILIES) {
    const stated = THRESHOLDS.flatMap((name) => {
      const merged = values.get(`${family}${name}`);
      return merged === undefined ? [] : [{ name, merged }];
    });
    const numbers = stated.map(({ merged }) => Number(merged.value));
    const rises = numbers.every((each, index) => index === 0 || each >= (numbers[index - 1] ?? 0));
    const rule = `not decrease from '${family}gc_thresh1' to 'gc_thresh3', because a node whose table is full before entries are removed reaches no new pod`;
    const shown = stated.map(({ name, merged }) => `${name} ${merged.value}`).join(', ');
    const remedy = 'state all three, in ascending order';
    problems.require(rises, sysctlProperty(stated.map(({ merged }) => merged)), rule, shown, remedy);
  }
}
