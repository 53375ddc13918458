import type { WorkloadInput } from '../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { bothTrees } from './support/both-trees';

const SCALED: WorkloadInput = {
  name: 'api',
  namespace: 'shop',
  kind: 'deployment',
  pools: ['general'],
  replicas: { min: 2, max: 4, target: { kind: 'cpu', percentOfRequest: 70 } },
  container: { image: 'registry.example.com/shop/api:1.4.2', port: 8080, cpu: '100m', memory: '128Mi' },
  health: { kind: 'http', ready: '/ready' },
};

test('a service that follows its processors runs beside the add-on that measures them', () => {
  const { stacks, objects } = bothTrees(awsEnvironment({ clusters: [awsCluster({ workloads: [SCALED] })] }));
  const autoscalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  expect(autoscalers.map(({ spec }) => spec)).toMatchObject([{ metrics: [{ type: 'ContainerResource' }] }]);
  const addons = stacks.flatMap(({ resource }) => Object.values(resource?.['aws_eks_addon'] ?? {}));
  expect(addons).toContainEqual(expect.objectContaining({ addon_name: 'metrics-server' }));
});
