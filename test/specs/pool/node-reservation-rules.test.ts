import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const onAws = (type: string, maxPods?: number, prefixDelegation = true) => {
  const pool = awsPool({ machine: { type }, ...(maxPods !== undefined && { maxPods }) });
  return problemsOf(
    awsEnvironment({ clusters: [awsCluster({ controlPlane: { prefixDelegation }, pools: [pool], workloads: [] })] }),
  );
};
const onGoogle = (type: string, maxPods?: number) => {
  const pool = googlePool({ machine: { type }, ...(maxPods !== undefined && { maxPods }) });
  return problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [pool], workloads: [] })] }));
};

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

test('suggests a lower maxPods only where the machine would then have room', () => {
  expect(onAws('t3.nano', 12)).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.type' must leave 256 MiB for pods beside 387 MiB that the kubelet reserves for 12 pods + 100 MiB below which the kubelet evicts + 120 MiB of the cloud's daemons (2026-11-01) = 607 MiB, got 't3.nano with 512 MiB'; choose a larger type",
  ]);
});

describe("a maxPods that leaves no pod beside the cloud's daemons", () => {
  const daemons =
    'must leave at least 1 pod beside the 4 daemons of the cloud (2026-11-01): aws-node, ebs-csi-node, eks-pod-identity-agent, kube-proxy, got 4';
  const pool = "environment 'paas' > cluster 'main' > pool 'general': ";

  test('is refused on EKS', () => {
    expect(onAws('m6i.xlarge', 4)).toEqual([`${pool}'maxPods' ${daemons}; raise it`]);
    expect(onAws('m6i.xlarge', 5)).toEqual([]);
  });

  test('is refused as the default of a machine with few addresses, which is the remedy', () => {
    expect(onAws('t3.micro', undefined, false)).toEqual([
      `${pool}'maxPods' ${daemons}; choose a larger type than 't3.micro', which has addresses for 4 pods, or switch 'controlPlane.prefixDelegation' on`,
    ]);
    expect(onAws('t3.small', undefined, false)).toEqual([]);
  });

  test('is refused on GKE', () => {
    expect(onGoogle('n2-standard-8', 8)).toEqual([
      "environment 'streaming' > cluster 'main' > pool 'core': 'maxPods' must leave at least 1 pod beside the 8 daemons of the cloud (2026-11-01): fluentbit-gke, gke-metadata-server, gke-metrics-agent, gmp-collector, ip-masq-agent, netd, pdcsi-node, anetd, got 8; raise it",
    ]);
    expect(onGoogle('n2-standard-8', 9)).toEqual([]);
  });
});
