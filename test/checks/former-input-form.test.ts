import { formerInputForm } from '../../lib/checks/former-input-form';
import { runChecks } from '../../lib/checks/run-checks';
import type { AwsNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { modelOf } from '../fixtures/manifests';

function found(pool: Partial<AwsNodePoolInput>): readonly string[] {
  const environment = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(pool)] })] });
  const findings = runChecks(modelOf(environment, []), [formerInputForm]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

const POOL = "warning: cluster 'main' > pool 'general': ";

it.each(['fixed', 'cluster-autoscaler'] as const)('warns of the word %s and names the form of today', (scaling) => {
  expect(found({ scaling })).toEqual([
    `${POOL}'scaling' has the form of version 0.1, which version 0.3 refuses; state { kind: '${scaling}' }, which changes nothing that is deployed`,
  ]);
  expect(found({ scaling: { kind: scaling } })).toEqual([]);
});

it('warns of the former place of the load and says which member has another name', () => {
  expect(found({ kernel: { load: { connections: 10 } } })).toEqual([
    `${POOL}'kernel.load' has the form of version 0.1, which version 0.3 refuses; state 'load' beside 'kernel', which changes nothing that is deployed`,
  ]);
  expect(found({ kernel: { load: { connections: 10, requestsPerSecond: 5 } } })).toEqual([
    `${POOL}'kernel.load' has the form of version 0.1, which version 0.3 refuses; state 'load' beside 'kernel', with 'requestsPerSecond' as 'unpooledRequestsPerSecond', which changes nothing that is deployed`,
  ]);
  expect(found({ load: { connections: 10, unpooledRequestsPerSecond: 5 } })).toEqual([]);
});

it('says nothing of a pool that states neither', () => {
  expect(found({})).toEqual([]);
});
