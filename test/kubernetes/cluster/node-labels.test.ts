import { NodeLabels } from '../../../lib/kubernetes/cluster/node-labels';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const objects = synthesizeConstruct((chart) => void new NodeLabels(chart, 'NodeLabels'));

test('the policy on labels applies to nodes themselves, to both ways of writing labels, and is in force', () => {
  expect(onlyObject(objects, 'ValidatingAdmissionPolicy')['spec']).toMatchObject({
    failurePolicy: 'Fail',
    matchConstraints: { resourceRules: [{ operations: ['UPDATE'], resources: ['nodes', 'nodes/status'] }] },
    matchConditions: [
      { expression: "request.userInfo.username.startsWith('system:node:')" },
      { expression: 'object.metadata.?labels != oldObject.metadata.?labels' },
    ],
    validations: [{ message: 'a node may not change its own labels under keelson.dev/' }],
  });
  expect(onlyObject(objects, 'ValidatingAdmissionPolicyBinding')['spec']).toEqual({
    policyName: 'keelson-node-labels',
    validationActions: ['Deny'],
  });
});
