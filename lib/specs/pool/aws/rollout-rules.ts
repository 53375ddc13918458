import type { Problems } from '../../../values/problems';
import type { Resolved } from '../../fields/field';
import { requireUnique } from '../../fields/unique';
import type { instanceRolloutField } from './aws-pool-fields';

const MAX_ALARMS = 10;
/** Most characters of an alarm's name. */
const MAX_ALARM_NAME = 255;

/** How a changed launch template reaches the instances of a group, with every default filled in. */
export type InstanceRollout = Resolved<typeof instanceRolloutField>;

/**
 * Rules of an instance refresh.
 *
 * @param property path of the rollout in the input: `aws.rollout`.
 */
export function judgeRollout(rollout: InstanceRollout, property: string, problems: Problems): void {
  const steps = rollout.checkpointPercentages;
  const ascending = steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0));
  const holds = ascending && steps.at(-1) === 100;
  const rule = 'be whole percentages from 1 to 100 in ascending order, the last one 100';
  problems.require(
    holds,
    `${property}.checkpointPercentages`,
    rule,
    steps,
    'write them as [20, 50, 100], because otherwise the machines above the last percentage are never replaced',
  );
  requireUnique(problems, { property: `${property}.alarmNames`, values: rollout.alarmNames, what: 'alarm' });
  const { minHealthyPercent, maxHealthyPercent } = rollout;
  problems.require(
    maxHealthyPercent - minHealthyPercent <= 100,
    `${property}.maxHealthyPercent`,
    `be at most 100 above 'minHealthyPercent' (${minHealthyPercent})`,
    maxHealthyPercent,
    'lower it, because Auto Scaling refuses a wider range',
  );
}

/**
 * Rules of the number of alarms that stop a refresh, and of the length of their names.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function judgeAlarms({ alarmNames }: InstanceRollout, rollout: string, problems: Problems): void {
  const property = `${rollout}.alarmNames`;
  const alarms = alarmNames.length;
  const most = `name at most ${MAX_ALARMS} alarms`;
  problems.require(alarms <= MAX_ALARMS, property, most, alarms, 'join them in a composite alarm');
  const rule = `hold names of 1 to ${MAX_ALARM_NAME} characters`;
  for (const name of alarmNames) {
    const holds = name.length >= 1 && name.length <= MAX_ALARM_NAME;
    const remedy = name === '' ? 'remove it' : 'copy it from CloudWatch';
    problems.require(holds, property, rule, name, remedy);
  }
}
