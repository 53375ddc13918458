import type { PoolModel } from '../../model/platform-model';
import type { Breach, Check } from '../check';

/** An autoscaler that was switched off for an upgrade and forgotten leaves the night's nodes to the next evening. */
export const autoscalerOff: Check = {
  id: 'autoscaler-off',
  severity: 'warning',
  title: 'the autoscalers of a pool are off for an upgrade only',
  source: 'https://cloud.google.com/compute/docs/autoscaler/managing-autoscalers',
  run: ({ pools }) => pools.flatMap(judge),
};

function judge({ name, spec }: PoolModel): Breach[] {
  if (spec.scaling.kind !== 'instance-group' || spec.scaling.mode !== 'off') return [];
  const message =
    "its autoscalers are off, and its schedules with them, so that it keeps the number of nodes that it has; set 'scaling.mode' to 'on' when the upgrade has ended";
  return [{ subject: `pool '${name}'`, message }];
}
