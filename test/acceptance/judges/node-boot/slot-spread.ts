import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REBOOT_TIMER_PATH } from '../../../../lib/render/user-data/reboots/slot-script';
import { runProgram } from '../../harness/run-program';
import type { RebootNode } from './reboot-node';

/** Consecutive instance ids as EC2 issues them, so that only the hash can spread them. */
export function instanceIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `i-0${(0xabc0000000000 + index).toString(16).padStart(16, '0')}`);
}

/**
 * Slots that a script draws for instances, as `Mon 09:17:23`. One shell runs the rendered script once per id and reads the slot
 * from its output.
 */
export async function drawnSlots(
  shell: readonly string[],
  node: RebootNode,
  ids: readonly string[],
  change: (script: string) => string = (script) => script,
  zone = 'eu-central-1b',
): Promise<readonly string[]> {
  const script = join(node.root, 'drawn');
  writeFileSync(script, change(node.drawScript).replaceAll(`>${node.root}${REBOOT_TIMER_PATH}`, '>&1'));
  const loop = `while read -r id; do (set -- "$id" ${zone}; . ${script}); done`;
  const outcome = await runProgram([...shell, '-c', loop], { input: `${ids.join('\n')}\n`, timeoutSeconds: 300 });
  if (outcome.status !== 0) throw new Error(outcome.stderr);
  return [...outcome.stdout.matchAll(/^OnCalendar=(\w{3}) \*-\*-\* (\S+) /gm)].map(([, day, time]) => `${day} ${time}`);
}

/**
 * How far counts deviate from an even distribution, in standard deviations: Pearson's statistic by the approximation of Wilson
 * and Hilferty. A value above 3.09 has a probability of one in a thousand.
 *
 * @param bins that there are, the empty ones included.
 */
export function unevenness(values: readonly (string | number)[], bins: number): number {
  const counts = new Map<string | number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const expected = values.length / bins;
  const seen = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const chiSquare = seen + (bins - counts.size) * expected;
  const freedom = bins - 1;
  const variance = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - (1 - variance)) / Math.sqrt(variance);
}
