import type { Problems } from '../../../values/problems';
import type { RebootMembersOf } from '../../reboots/reboot-fields';
import type { ReplaceRebootInput } from '../../reboots/reboot-input';
import type { ReplaceReboots } from '../../reboots/reboot-schedule';
import { judgeWeekWindow } from '../../time/week-window-rules';
import type { AwsNodePoolSpec, NodePoolSpec } from '../node-pool-spec';
import { maxNodes } from '../pool-size';

const MAX_PARAMETER_LENGTH = 1011;

/** A pool that replaces its nodes, and what its rules read. */
export interface JudgedReplacement {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: ReplaceRebootInput;
  readonly input: RebootMembersOf<'replace'>;
  readonly reboots: ReplaceReboots;
  readonly pool: NodePoolSpec;
}

/** Rules of a schedule that replaces nodes instead of updating them. */
export function judgeReplacement(judged: JudgedReplacement, problems: Problems): void {
  const { pool } = judged;
  if (pool.cloud === 'google') judgeOnGoogle(judged.stated, problems);
  else judgeOnAws(judged, pool, problems);
}

/** GKE upgrades nodes itself, in the one maintenance window of the cluster, so that a pool cannot have a schedule of its own. */
function judgeOnGoogle(stated: ReplaceRebootInput, problems: Problems): void {
  for (const member of ['promotion', 'maxLifetimeDays'] as const) {
    problems.require(
      stated[member] === undefined,
      `reboots.${member}`,
      "be absent on GKE, which replaces nodes in the cluster's one maintenance window",
      stated[member],
      "leave it out, and state 'controlPlane.maintenance'",
    );
  }
}

function judgeOnAws({ input, reboots }: JudgedReplacement, pool: AwsNodePoolSpec, problems: Problems): void {
  const { promotion, maxLifetimeDays } = input;
  problems.require(
    pool.aws.management === 'self-managed',
    'aws.management',
    "be 'self-managed' where 'reboots.kind' is 'replace': EKS owns the groups of managed node groups and rolls them at a new version only",
    pool.aws.management,
    "use 'self-managed', or leave 'reboots' out and change the image's source by hand",
  );
  problems.require(
    promotion !== undefined || maxLifetimeDays !== undefined,
    'reboots',
    "have 'promotion', 'maxLifetimeDays' or both",
    "{ kind: 'replace' }",
    "state 'promotion' for new images on a schedule; a lifetime alone renews nodes with the same image",
  );
  if (promotion === undefined || reboots.promotion === undefined) return;
  const { window } = reboots.promotion;
  const hasWindow = judgeWeekWindow(promotion.window, 'reboots.promotion.window', problems);
  judgeParameter(promotion.fromParameter, pool, problems);
  if (hasWindow) judgeLength(pool, window.lengthMinutes, problems);
}

function judgeParameter(path: string, pool: AwsNodePoolSpec, problems: Problems): void {
  const property = 'reboots.promotion.fromParameter';
  const isPath = /^\/[\w./-]+$/.test(path) && path.length <= MAX_PARAMETER_LENGTH;
  const remedy =
    "copy it from the image publisher's page, such as '…/recommended/image_id', or name a parameter of your own";
  if (!problems.require(isPath, property, 'be the path of an SSM parameter without a version', path, remedy)) return;
  const { source } = pool.aws.image;
  const isPinned = 'ssmParameter' in source && source.ssmParameter === path;
  const rule = "name a parameter whose value changes, not the pinned one of 'aws.image.source'";
  problems.require(!isPinned, property, rule, path, 'use the parameter that names the newest release');
}

/** Auto Scaling replaces a batch of nodes at a time and waits until each batch is warm; pauses at checkpoints are added. */
function judgeLength(pool: AwsNodePoolSpec, windowMinutes: number, problems: Problems): void {
  const minutes = refreshMinutes(pool);
  problems.require(
    minutes <= windowMinutes,
    'reboots.promotion.window',
    `be long enough to replace ${maxNodes(pool)} nodes, at least ${minutes} minutes`,
    `${windowMinutes} minutes`,
    "lengthen the window, raise 'aws.rollout.maxHealthyPercent', or shorten 'checkpointDelaySeconds'",
  );
}

/** The runbook may be started five minutes late, and Parameter Store may take another five to validate an image id. */
const START_MINUTES = 10;

/** Minutes that replacing every node of a pool takes where nothing delays it; groups are replaced one after the other. */
export function refreshMinutes(pool: AwsNodePoolSpec): number {
  const { rollout, terminateHeartbeatSeconds } = pool.aws;
  const groups = pool.size.scope === 'per-zone' ? pool.zones.length : 1;
  const batch = Math.max(1, Math.floor((pool.size.max * (rollout.maxHealthyPercent - 100)) / 100));
  const rounds = Math.ceil(pool.size.max / batch);
  const pauses = (rollout.checkpointPercentages.length - 1) * rollout.checkpointDelaySeconds;
  const seconds = rounds * (rollout.warmupSeconds + (terminateHeartbeatSeconds ?? 0)) + pauses;
  return START_MINUTES + Math.ceil((groups * seconds) / 60);
}
