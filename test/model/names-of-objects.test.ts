import { runChecks } from '../../lib/checks/run-checks';
import { workloadFitsNoPool } from '../../lib/checks/workload-fits-no-pool';
import { selects } from '../../lib/model/selector-match';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

/** Sound names that every object of JavaScript has a member of. */
const NAMES = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];

test.each(NAMES)('a pod that selects the label %s fits no pool that lacks the label', (name) => {
  const exists = { key: name, operator: 'Exists' };
  const required = { nodeSelectorTerms: [{ matchExpressions: [exists] }] };
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  const findings = runChecks(modelOf(awsEnvironment(), [manifest({ pod: { affinity } })]), [workloadFitsNoPool]);
  expect(findings[0]?.message).toContain(`label '${name}' is absent, but the node affinity needs Exists`);
});

test.each(NAMES)('a pod that selects the label %s fits the pool that has the label', (name) => {
  const pools = [awsPool({ labels: { [name]: 'yes' } })];
  const model = modelOf(awsEnvironment({ clusters: [awsCluster({ pools })] }), [
    manifest({ pod: { nodeSelector: { [name]: 'yes' } } }),
  ]);
  expect(runChecks(model, [workloadFitsNoPool])).toEqual([]);
});

test.each(NAMES)('a selector finds the label %s only where a pod has it', (name) => {
  const matchExpressions = [{ key: name, operator: 'Exists' }];
  expect(selects({ matchExpressions }, {})).toBe(false);
  expect(selects({ matchExpressions }, { [name]: 'x' })).toBe(true);
  expect(selects({ matchLabels: { [name]: 'x' } }, {})).toBe(false);
});
