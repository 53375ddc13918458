import type { Problems } from '../../values/problems';
import { imageTraits } from '../image-family';
import type { NodePoolSpec } from '../node-pool-spec';
import type { AwsPool } from '../pool-cloud';
import type { InPlaceRebootSchedule } from '../reboot-schedule';

/** Why an image cannot be updated in place. */
const LOCKED: Readonly<Record<string, string>> = {
  al2023: "whose packages are locked to the image's release and whose kernel and containerd are locked by EKS",
  bottlerocket: 'which has no packages: a new image takes the place of the old one',
  cos: 'which GKE replaces: its system is read-only',
  'ubuntu-gke': 'which GKE replaces: it turns package updates off and undoes changes at the next upgrade',
};

/** Rules of what updates and reboots a node in place: the image has to allow it, and nobody may take a reboot for a failure. */
export function judgeInPlaceCarrier(pool: NodePoolSpec, reboots: InPlaceRebootSchedule, problems: Problems): void {
  const { cloud } = pool;
  const { family } = cloud.image;
  const traits = imageTraits(family);
  if (traits === undefined) return;
  const canUpdate = cloud.provider === 'aws' && traits.packageManager === 'apt';
  problems.require(
    canUpdate,
    'reboots.kind',
    `be 'replace' for '${family}', ${LOCKED[family] ?? 'which has no apt'}`,
    reboots.kind,
    "use 'replace', or an Ubuntu image on AWS",
  );
  if (cloud.provider === 'aws') judgeAwsCarrier(cloud, reboots, problems);
}

function judgeAwsCarrier(cloud: AwsPool, reboots: InPlaceRebootSchedule, problems: Problems): void {
  problems.require(
    cloud.healthCheck === 'EC2',
    'aws.healthCheck',
    `be 'EC2' where nodes reboot in place ('reboots.kind' is '${reboots.kind}')`,
    cloud.healthCheck,
    'leave it out: the balancer calls a rebooting node unhealthy, and the group would terminate it',
  );
  const outage = reboots.rebootMinutes * 60;
  const { totalSeconds } = cloud.gracefulShutdown;
  problems.require(
    outage > totalSeconds,
    'reboots.rebootMinutes',
    `be more than the graceful shutdown alone ('aws.gracefulShutdown.totalSeconds' is ${totalSeconds} s)`,
    `${reboots.rebootMinutes} (${outage} s)`,
    'measure it from the beginning of the shutdown until the node is Ready again',
  );
}
