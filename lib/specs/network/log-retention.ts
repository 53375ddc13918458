import { number } from '../fields/leaf-fields';

/**
 * Retention times that CloudWatch accepts for a log group, in days.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Days for which CloudWatch keeps the entries of a log group. */
export const logRetentionDays = number({
  rule: `be one of CloudWatch's: ${RETENTION_DAYS.join(', ')}`,
  remedy: (days) => `use ${RETENTION_DAYS.find((known) => known >= days) ?? 3653}`,
  holds: (days) => RETENTION_DAYS.includes(days),
});
