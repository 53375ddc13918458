import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { type GroupPlan, planGroups } from './group-plan';
import { renderRefreshPreferences } from './instance-refresh';
import { imageParameterName, type Promotion } from './pool-promotion';
import { blackoutPrefixes } from './promotion-blackouts';

/** Parameter of the runbook with the scheduled time of the run in UTC; a person who starts the runbook by hand leaves it out. */
export const SCHEDULED_TIME_PARAMETER = 'ScheduledTime';

/** Seconds after the beginning of a window within which the scheduler may still start the runbook. */
export const START_SECONDS = 300;

/** Seconds that the runbook waits until Parameter Store has validated a new image id and returns it. */
const VALIDATION_SECONDS = 300;

const ENDED = ['Successful', 'Failed', 'Cancelled', 'RollbackSuccessful', 'RollbackFailed'];
const IMAGE_SELECTOR = '$.Parameter.Value';

/** What {@link renderPromotionRunbook} is made from. */
export interface PromotionRunbookFacts {
  readonly pool: AwsNodePoolSpec;
  readonly promotion: Promotion;
  /** ARN of the role that the runbook acts with; the ARN may be a token. */
  readonly roleArn: string;
}

/** One step of a runbook. */
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
 * Renders the Automation runbook of a promotion, as JSON. The runbook does nothing on a blackout day or when the image is the
 * same; otherwise it writes the new image into the pool's parameter and refreshes the groups one after the other.
 *
 * When a refresh fails or exceeds its share of the window, the runbook cancels the refresh and restores the former image, so that
 * no instance launches with a bad image and the next window tries again. Nodes that were replaced before that keep the new image.
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
        // The pattern refuses the literal placeholder: a schedule whose time was not filled in starts nothing, because the run
        // could not compare it with blackouts.
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
 * Seconds that the refresh of each group of a pool may take: an equal share of the window, less the time to start the runbook and
 * to validate the image. A refresh that needs longer is always cancelled.
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
    // A branch can only lead to a step, therefore this step ends the run without doing anything.
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
      // Parameter Store answers before it has validated an image id, and returns the old value until then.
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

/** Refreshes the groups one after the other: a bad image reaches one zone only, and each zone keeps nodes for its volumes. */
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
    // The cancellation may fail because the refresh has just ended; the runbook restores the image in either case.
    isCritical: false,
    onFailure: 'step:restore',
    nextStep: 'restore',
  };
}

/** Renders a step's name, which may contain only letters, digits and underscores. */
function stepName(verb: string, group: GroupPlan | undefined): string {
  return `${verb}_${(group?.id ?? '').replaceAll('-', '_')}`;
}
