import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsPoolSpec } from '../../../fixtures/aws-pool-spec';

const POOL = "environment 'paas' > cluster 'main' > pool 'general'";

function refused(
  message: string,
  overrides: Partial<AwsNodePoolInput>,
  aws: Partial<AwsNodePoolInput['aws']> = {},
): void {
  expect(() => awsPoolSpec(overrides, aws)).toThrow(`${POOL}: ${message}`);
}

test('refuses a shutdown on Bottlerocket that is longer than its logind waits', () => {
  const image = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const accepted = awsPoolSpec({}, { image, gracefulShutdown: { totalSeconds: 300 } });
  expect(accepted.aws.gracefulShutdown.totalSeconds).toBe(300);
  refused(
    "'aws.gracefulShutdown.totalSeconds' must be at most 300 for 'bottlerocket', got 301; shorten it, because the image delays a shutdown no longer",
    {},
    { image, gracefulShutdown: { totalSeconds: 301 } },
  );
});

test('refuses a rollout outside the range that Auto Scaling accepts', () => {
  refused(
    "'aws.rollout.maxHealthyPercent' must be at most 100 above 'minHealthyPercent' (95), got 200; lower it, because Auto Scaling refuses a wider range",
    {},
    { rollout: { minHealthyPercent: 95, maxHealthyPercent: 200 } },
  );
});

test('refuses labels that do not fit into keys of tags on a pool that the cluster autoscaler scales', () => {
  const fits = `${'a'.repeat(60)}.example.com/${'b'.repeat(9)}`;
  expect(fits).toHaveLength(82);
  awsPoolSpec({ labels: { [fits]: 'x' }, scaling: 'cluster-autoscaler' });
  awsPoolSpec({ labels: { [`${fits}b`]: 'x' } });
  refused(
    `'labels.${fits}b' must have a key of at most 82 characters where scaling is 'cluster-autoscaler', got '${fits}b'; shorten it, because the key is part of the key of a tag on the group`,
    { labels: { [`${fits}b`]: 'x' }, scaling: 'cluster-autoscaler' },
  );
});
