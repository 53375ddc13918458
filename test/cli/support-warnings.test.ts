import { supportWarnings } from '../../lib/cli/support-warnings';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { googleEnvironment } from '../fixtures/google-environment';

describe('supportWarnings', () => {
  const environments = [EnvironmentSpec.from(awsEnvironment()), EnvironmentSpec.from(googleEnvironment())];

  test('is empty while every minor is supported', () => {
    expect(supportWarnings(environments, '2026-11-02')).toEqual([]);
  });

  test('warns about every cluster whose support has ended on the given day, on either cloud', () => {
    expect(supportWarnings(environments, '2026-12-02')).toEqual([
      "paas: cluster 'main': support of Kubernetes 1.34 ended on 2026-12-02 (data of 2026-11-01); upgrade by one minor",
      "streaming: cluster 'main': support of Kubernetes 1.34 ended on 2026-11-30 (data of 2026-11-01); upgrade by one minor",
    ]);
  });

  test('includes extended support where the cluster has it', () => {
    const extended = EnvironmentSpec.from(
      awsEnvironment({ clusters: [awsCluster({ controlPlane: { supportType: 'EXTENDED' } })] }),
    );
    expect(supportWarnings([extended], '2027-12-01')).toEqual([]);
    expect(supportWarnings([extended], '2027-12-02')).toHaveLength(1);
  });
});
