import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const onAws = (type: string, maxPods?: number) => {
  const pool = awsPool({ machine: { type }, ...(maxPods !== undefined && { maxPods }) });
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [pool], workloads: [] })] }));
};
const onGoogle = (type: string) =>
  problemsOf(
    googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ machine: { type } })], workloads: [] })] }),
  );

test('refuses an EKS machine whose reservations leave too little for pods, with the calculation in the message', () => {
  expect(onAws('t3.micro')).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.type' must leave 256 MiB for pods beside 629 MiB that the kubelet reserves for 34 pods + 100 MiB below which the kubelet evicts + 120 MiB of the cloud's daemons (2026-11-01) = 849 MiB, got 't3.micro with 1024 MiB'; choose a larger type, or lower 'maxPods'",
  ]);
  expect(onAws('t3.micro', 12)).toEqual([]);
  expect(onAws('t3.small')).toEqual([]);
});

test('refuses a GKE machine whose reservations leave too little for pods, with the calculation in the message', () => {
  expect(onGoogle('e2-micro')).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'machine.type' must leave 256 MiB for pods beside 256 MiB that the kubelet reserves for 110 pods + 100 MiB below which the kubelet evicts + 776 MiB of the cloud's daemons (2026-11-01) = 1132 MiB, got 'e2-micro with 1024 MiB'; choose a larger type",
  ]);
  expect(onGoogle('e2-small')).toEqual([]);
  expect(onGoogle('e2-medium')).toEqual([]);
});
