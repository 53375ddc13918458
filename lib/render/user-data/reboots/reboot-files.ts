import type { AwsNodePoolSpec } from '../../../specs/pool/node-pool-spec';
import { rebootsInPlace } from '../../../specs/reboots/reboot-schedule';
import { drawsSlots } from '../../../specs/reboots/reboot-slots';
import type { CloudConfig } from '../cloud-config';
import { aptUpdates } from './apt-updates';
import { dnfUpdates } from './dnf-updates';
import { machineIdentity } from './machine-identity';
import { sentinelGate } from './sentinel-gate';
import { slotTimer } from './slot-timer';

/** User data for nodes that update and reboot in place; empty for other pools. */
export function rebootFiles(pool: AwsNodePoolSpec): readonly CloudConfig[] {
  const { reboots, zones } = pool;
  if (!rebootsInPlace(reboots)) return [];
  const reboot = drawsSlots(reboots) ? slotTimer(reboots, zones) : sentinelGate(reboots);
  const updates = reboots.amazonLinux === undefined ? aptUpdates(reboots) : dnfUpdates(reboots, reboots.amazonLinux);
  return [machineIdentity, updates, reboot];
}
