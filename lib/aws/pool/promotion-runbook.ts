import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { type GroupPlan, planGroups } from './group-plan';
import { renderRefreshPreferences } from './instance-refresh';
import { imageParameterName, type Promotion } from './pool-promotion';
import { blackoutPrefixes } from './promotion-blackouts';

/** Parameter of the runbook with the time in UTC for which a run was scheduled; who starts it by hand leaves it out. */
export const SCHEDULED_TIME_PARAMETER = 'ScheduledTime';

/** Seconds after the beginning of the window within which the scheduler may still start the runbook. */
export const START_SECONDS = 300;

/** Seconds within which Parameter Store has judged an image id and taken it over. */
const VALIDATION_SECONDS = 300;

const ENDED = ['Successful', 'Failed', 'Cancelled', 'RollbackSuccessful', 'RollbackFailed'];
const IMAGE_SELECTOR = '$.Parameter.Value';

/** What {@link renderPromotionRunbook} is made from. */
export interface PromotionRunbookFacts {
  readonly pool: AwsNodePoolSpec;
  readonly promotion: Promotion;
  /** ARN of the role that the runbook acts with; may be a token. */
  readonly roleArn: string;
}

/** A step of a runbook. */
interface Step {
  readonly name: string;
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly Readonly<Record<'Name' | 'Selector' | 'Type', string>>[];
  readonly timeoutSeconds?: number;
  readonly isCritical?: boolean;
  readonly onFailure?: string;
  readonly nextStep?: string;
  readonly isEnd?: boolean;
}

/**
 * The Automation runbook of a promotion, as JSON: nothing on a blackout day or when the image is the same, else the pool's
 * parameter gets the new image and every group is refreshed, one after the other.
 *
 * When a refresh fails or its share of the window ends, it is cancelled and the parameter gets the image from before, so that
 * nothing launches a bad image and the next window tries again. Nodes that were replaced by then stay as they are.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
export function renderPromotionRunbook(facts: PromotionRunbookFacts): string {
  const { pool, promotion, roleArn } = facts;
  return JSON.stringify({
    schemaVersion: '0.3',
    description: `Promotes the image of pool ${pool.name} from ${promotion.fromParameter} and replaces its nodes`,
    assumeRole: roleArn,
    parameters: {
      [SCHEDULED_TIME_PARAMETER]: {
        type: 'String',
        description: 'Time in UTC for which the run was scheduled; left out, blackouts are not asked',
        default: '',
        // A schedule whose time did not arrive starts nothing, rather than a run that knows no blackout.
        allowedPattern: '^(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z)?$',
      },
    },
    mainSteps: [
      ...blackoutSteps(promotion),
      ...imageSteps(pool, promotion),
      ...groupSteps(facts),
      putImage('restore', { pool, image: '{{readCurrent.Image}}', isEnd: true }),
    ],
  });
}

/**
 * Seconds that the refresh of each group of a pool may take: an equal share of the window, less what starting needs. A
 * refresh that cannot end in it never succeeds.
 */
export function refreshShareSeconds(pool: AwsNodePoolSpec, { window }: Promotion): number {
  return Math.floor((window.lengthMinutes * 60 - START_SECONDS - VALIDATION_SECONDS) / planGroups(pool).length);
}

function blackoutSteps({ window }: Promotion): readonly Step[] {
  const prefixes = blackoutPrefixes(window);
  if (prefixes.length === 0) return [];
  const forbidden = prefixes.map((prefix) => ({
    NextStep: 'stopForBlackout',
    Variable: `{{${SCHEDULED_TIME_PARAMETER}}}`,
    StartsWith: prefix,
  }));
  return [
    { name: 'askBlackouts', action: 'aws:branch', inputs: { Choices: forbidden, Default: 'readSource' } },
    // A branch can only lead to a step, and this one does nothing.
    { name: 'stopForBlackout', action: 'aws:sleep', inputs: { Duration: 'PT1S' }, isEnd: true },
  ];
}

function imageSteps(pool: AwsNodePoolSpec, { fromParameter }: Promotion): readonly Step[] {
  const newest = '{{readSource.Image}}';
  const ours = { Service: 'ssm', Api: 'GetParameter', Name: imageParameterName(pool) };
  return [
    readImage('readSource', fromParameter, 'readCurrent'),
    readImage('readCurrent', imageParameterName(pool), 'endIfSame'),
    {
      name: 'endIfSame',
      action: 'aws:assertAwsResourceProperty',
      inputs: { ...ours, PropertySelector: IMAGE_SELECTOR, DesiredValues: [newest] },
      isCritical: false,
      onFailure: 'step:promote',
      isEnd: true,
    },
    putImage('promote', { pool, image: newest, nextStep: 'awaitImage' }),
    {
      // Parameter Store answers before it has judged an image id, and keeps the old value while it does.
      name: 'awaitImage',
      action: 'aws:waitForAwsResourceProperty',
      inputs: { ...ours, PropertySelector: IMAGE_SELECTOR, DesiredValues: [newest] },
      timeoutSeconds: VALIDATION_SECONDS,
      onFailure: 'step:restore',
      nextStep: stepName('start', planGroups(pool)[0]),
    },
  ];
}

function readImage(name: string, parameter: string, nextStep: string): Step {
  return {
    name,
    action: 'aws:executeAwsApi',
    inputs: { Service: 'ssm', Api: 'GetParameter', Name: parameter },
    outputs: [{ Name: 'Image', Selector: IMAGE_SELECTOR, Type: 'String' }],
    onFailure: 'Abort',
    nextStep,
  };
}

function putImage(
  name: string,
  {
    pool,
    image,
    ...flow
  }: Pick<Step, 'nextStep' | 'isEnd'> & { readonly pool: AwsNodePoolSpec; readonly image: string },
): Step {
  return {
    name,
    action: 'aws:executeAwsApi',
    inputs: {
      Service: 'ssm',
      Api: 'PutParameter',
      Name: imageParameterName(pool),
      Value: image,
      Type: 'String',
      DataType: 'aws:ec2:image',
      Overwrite: true,
    },
    onFailure: 'Abort',
    ...flow,
  };
}

function groupSteps({ pool, promotion }: PromotionRunbookFacts): readonly Step[] {
  const groups = planGroups(pool);
  return groups.flatMap((group, index) => refreshSteps(group, groups[index + 1], { pool, promotion }));
}

/** Zones one after the other: a bad image meets one of them, and a volume's zone always has old or new nodes. */
function refreshSteps(
  group: GroupPlan,
  next: GroupPlan | undefined,
  { pool, promotion }: Omit<PromotionRunbookFacts, 'roleArn'>,
): readonly Step[] {
  const start = stepName('start', group);
  const refresh = {
    Service: 'autoscaling',
    Api: 'DescribeInstanceRefreshes',
    AutoScalingGroupName: group.name,
    InstanceRefreshIds: [`{{${start}.RefreshId}}`],
    PropertySelector: '$.InstanceRefreshes[0].Status',
  };
  return [
    startStep(start, group, pool),
    {
      name: stepName('wait', group),
      action: 'aws:waitForAwsResourceProperty',
      inputs: { ...refresh, DesiredValues: ENDED },
      timeoutSeconds: refreshShareSeconds(pool, promotion),
      onFailure: `step:${stepName('cancel', group)}`,
      nextStep: stepName('check', group),
    },
    {
      name: stepName('check', group),
      action: 'aws:assertAwsResourceProperty',
      inputs: { ...refresh, DesiredValues: ['Successful'] },
      onFailure: 'step:restore',
      ...(next === undefined ? { isEnd: true } : { nextStep: stepName('start', next) }),
    },
    cancelStep(group),
  ];
}

function startStep(name: string, group: GroupPlan, pool: AwsNodePoolSpec): Step {
  return {
    name,
    action: 'aws:executeAwsApi',
    inputs: {
      Service: 'autoscaling',
      Api: 'StartInstanceRefresh',
      AutoScalingGroupName: group.name,
      Strategy: 'Rolling',
      Preferences: renderRefreshPreferences(pool.aws.rollout),
    },
    outputs: [{ Name: 'RefreshId', Selector: '$.InstanceRefreshId', Type: 'String' }],
    onFailure: 'step:restore',
    nextStep: stepName('wait', group),
  };
}

function cancelStep(group: GroupPlan): Step {
  return {
    name: stepName('cancel', group),
    action: 'aws:executeAwsApi',
    inputs: { Service: 'autoscaling', Api: 'CancelInstanceRefresh', AutoScalingGroupName: group.name },
    // It may have ended in this very moment; the image goes back either way.
    isCritical: false,
    onFailure: 'step:restore',
    nextStep: 'restore',
  };
}

/** Names of steps are letters, digits and underscores. */
function stepName(verb: string, group: GroupPlan | undefined): string {
  return `${verb}_${(group?.id ?? '').replaceAll('-', '_')}`;
}
