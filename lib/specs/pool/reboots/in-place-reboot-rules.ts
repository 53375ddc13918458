import type { Problems } from '../../../values/problems';
import { IMAGE_FAMILIES } from '../../machine/image-family';
import type { InPlaceRebootSchedule } from '../../reboots/reboot-schedule';
import type { AwsPoolSettings } from '../aws/aws-pool-settings';
import { imageFamilyOf, type NodePoolSpec } from '../node-pool-spec';

/** Why an image cannot be updated in place, as half a sentence. */
const LOCKED: Readonly<Record<string, string>> = {
  al2023: "whose packages are locked to the image's release and whose kernel and containerd are locked by EKS",
  bottlerocket: 'which has no packages: a new image takes the place of the old one',
  cos: 'which GKE replaces: its system is read-only',
  'ubuntu-gke': 'which GKE replaces: GKE turns package updates off and undoes changes at the next upgrade',
};

/** Rules of updates and reboots in place: the image has to allow them, and no health check may treat a rebooting node as failed. */
export function judgeInPlaceReboots(pool: NodePoolSpec, reboots: InPlaceRebootSchedule, problems: Problems): void {
  const family = imageFamilyOf(pool);
  const unlocked = family === 'al2023' && reboots.amazonLinux !== undefined;
  const canUpdate = pool.cloud === 'aws' && (IMAGE_FAMILIES[family].packageManager === 'apt' || unlocked);
  problems.require(
    canUpdate,
    'reboots.kind',
    `be 'replace' for '${family}', ${LOCKED[family] ?? 'which has no apt'}`,
    reboots.kind,
    "use 'replace', or an Ubuntu image on AWS",
  );
  judgeAmazonLinux(family, reboots, problems);
  if (pool.cloud === 'aws') judgeAwsSettings(pool.aws, reboots, problems);
}

function judgeAmazonLinux(family: string, reboots: InPlaceRebootSchedule, problems: Problems): void {
  const { amazonLinux } = reboots;
  if (amazonLinux === undefined) return;
  const property = 'reboots.amazonLinux';
  const isHere = problems.require(
    family === 'al2023',
    property,
    `be absent for '${family}'`,
    amazonLinux,
    "leave it out; only 'al2023' reads it",
  );
  if (!isHere) return;
  const { releasever, unlockKernel } = amazonLinux;
  const remedy = "write it as '2023.9.20251117', a release that was tested";
  const isRelease = /^(latest|2023\.\d+\.\d{8})$/.test(releasever);
  problems.require(
    isRelease,
    `${property}.releasever`,
    "be a release of Amazon Linux 2023 or 'latest'",
    releasever,
    remedy,
  );
  const why = "state true, or use 'replace'; while EKS locks its version, the kernel is never updated";
  problems.require(unlockKernel, `${property}.unlockKernel`, 'be true', unlockKernel, why);
  const armedByApt = reboots.kind === 'random' && reboots.armedBy === 'unattended-upgrades';
  problems.require(
    !armedByApt,
    'reboots.armedBy',
    "be 'timer' for 'al2023', which has no apt",
    'unattended-upgrades',
    'leave it out',
  );
}

function judgeAwsSettings(aws: AwsPoolSettings, reboots: InPlaceRebootSchedule, problems: Problems): void {
  problems.require(
    aws.healthCheck === 'EC2',
    'aws.healthCheck',
    `be 'EC2' where nodes reboot in place ('reboots.kind' is '${reboots.kind}')`,
    aws.healthCheck,
    'leave it out: the load balancer reports a rebooting node as unhealthy, and the group would terminate the node',
  );
  const outage = reboots.rebootMinutes * 60;
  const { totalSeconds } = aws.gracefulShutdown;
  problems.require(
    outage > totalSeconds,
    'reboots.rebootMinutes',
    `be more than the graceful shutdown alone ('aws.gracefulShutdown.totalSeconds' is ${totalSeconds} s)`,
    `${reboots.rebootMinutes} (${outage} s)`,
    'measure it from the beginning of the shutdown until the node is Ready again',
  );
}
