import { poolWithoutWorkload } from '../../lib/checks/pool-without-workload';
import { runChecks } from '../../lib/checks/run-checks';
import { workloadFitsNoPool } from '../../lib/checks/workload-fits-no-pool';
import { workloadNotAsPlaced } from '../../lib/checks/workload-not-as-placed';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { hpa, withSpec } from '../fixtures/judged-objects';
import { manifest, modelOf } from '../fixtures/manifests';

const jvm = awsPool({ name: 'jvm', taints: [{ key: 'dedicated', value: 'jvm', effect: 'NoSchedule' }] });
const twoPools = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), jvm] })] });

describe('workload-fits-no-pool', () => {
  it('gives the reason for each pool on which the pods do not fit', () => {
    const lost = manifest({
      pod: { nodeSelector: { 'keelson.dev/pool': 'jvm' } },
      container: { resources: { requests: { cpu: '9', memory: '1Gi' } } },
    });
    expect(runChecks(modelOf(twoPools, [lost]), [workloadFitsNoPool])).toEqual([
      {
        check: 'workload-fits-no-pool',
        severity: 'error',
        subject: "cluster 'main' > Deployment 'shop/api'",
        message:
          "its pods would stay pending: pool 'general': label 'keelson.dev/pool' is 'general', but the node selector needs 'jvm', " +
          'asks for 9000m of CPU, but a node has 3920m minus 180m for daemons; ' +
          "pool 'jvm': taint 'dedicated=jvm:NoSchedule' is not tolerated, " +
          'asks for 9000m of CPU, but a node has 3920m minus 180m for daemons; ' +
          "take the placement from 'renderPlacement', or ask for less",
      },
    ]);
  });

  it('refuses pods that fit no single pool, though each condition is met by some pool', () => {
    // The pods are small enough for one pool and tolerate the taint of the other.
    const small = awsPool({ name: 'small', machine: { type: 'm6i.large', vcpu: 2, memoryGib: 8 } });
    const environment = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool({ name: 'general' }), small] })] });
    const pod = { nodeSelector: { 'keelson.dev/pool': 'small' } };
    const fat = manifest({ pod, container: { resources: { requests: { cpu: '3', memory: '1Gi' } } } });
    expect(runChecks(modelOf(environment, [fat]), [workloadFitsNoPool])[0]?.message).toContain(
      "pool 'small': asks for 3000m of CPU, but a node has 1930m",
    );
  });

  it('refuses pods whose memory fits on no node', () => {
    const fat = manifest({ container: { resources: { requests: { cpu: '1', memory: '15Gi' } } } });
    expect(runChecks(modelOf(awsEnvironment(), [fat]), [workloadFitsNoPool])[0]?.message).toContain(
      'asks for 15Gi of memory, but a node has 14.47Gi minus 0.12Gi for daemons',
    );
  });

  it('accepts a workload with 0 replicas', () => {
    const off = manifest({ replicas: 0, pod: { nodeSelector: { disk: 'none' } } });
    expect(runChecks(modelOf(awsEnvironment(), [off]), [workloadFitsNoPool])).toEqual([]);
  });

  it('judges a workload with 0 replicas that its autoscaler brings back', () => {
    const off = manifest({ replicas: 0, pod: { nodeSelector: { disk: 'none' } } });
    expect(runChecks(modelOf(awsEnvironment(), [off, hpa(0, 3)]), [workloadFitsNoPool])).toHaveLength(1);
    expect(runChecks(modelOf(awsEnvironment(), [off, hpa(1, 3)]), [workloadFitsNoPool])).toEqual([]);
  });
});

describe('pool-without-workload', () => {
  it('warns of a pool whose taint no workload tolerates', () => {
    expect(runChecks(modelOf(twoPools, [manifest()]), [poolWithoutWorkload])).toMatchObject([
      { severity: 'warning', subject: "cluster 'main' > pool 'jvm'" },
    ]);
  });

  it.each([
    ['states that it expects no pods', awsPool({ ...jvm, expectsPods: false })],
    ['runs the add-ons of the cloud', awsPool({ ...jvm, purpose: 'system' })],
  ])('accepts a pool that %s', (_, pool) => {
    const environment = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), pool] })] });
    expect(runChecks(modelOf(environment, [manifest()]), [poolWithoutWorkload])).toEqual([]);
  });

  it('counts a daemon as a use of a pool only if the daemon selects the pool', () => {
    const tolerations = [{ operator: 'Exists' }];
    const everywhere = manifest({ kind: 'DaemonSet', name: 'logs', pod: { nodeSelector: {}, tolerations } });
    const there = manifest({
      kind: 'DaemonSet',
      name: 'edge',
      pod: { nodeSelector: { 'keelson.dev/pool': 'jvm' }, tolerations },
    });
    expect(runChecks(modelOf(twoPools, [manifest(), everywhere]), [poolWithoutWorkload])).toHaveLength(1);
    expect(runChecks(modelOf(twoPools, [manifest(), there]), [poolWithoutWorkload])).toEqual([]);
  });

  it('does not count the tuner or the reboot coordinator of a pool as a use of the pool', () => {
    const pod = { nodeSelector: { 'keelson.dev/pool': 'jvm' }, tolerations: [{ operator: 'Exists' }] };
    const daemon = (name: string) => manifest({ kind: 'DaemonSet', namespace: 'keelson-system', name, pod });
    const found = (name: string) => runChecks(modelOf(twoPools, [manifest(), daemon(name)]), [poolWithoutWorkload]);
    for (const name of ['node-tuner-jvm', 'reboot-coordinator-jvm']) {
      expect(found(name)).toMatchObject([{ subject: "cluster 'main' > pool 'jvm'" }]);
    }
    expect(found('cache')).toEqual([]);
  });
});

describe('workload-not-as-placed', () => {
  const messages = (...objects: Parameters<typeof modelOf>[1]) =>
    runChecks(modelOf(twoPools, objects), [workloadNotAsPlaced]).map(
      ({ severity, message }) => `${severity}: ${message}`,
    );

  it('warns of a declared workload without manifest', () => {
    expect(messages()).toEqual([
      "warning: no manifest starts its pods; add a chart with it, or remove it from the cluster's 'workloads'",
    ]);
  });

  it("warns of a workload in a team's namespace that is not declared, and leaves other namespaces alone", () => {
    expect(messages(manifest(), manifest({ name: 'cron' }), manifest({ name: 'agent', namespace: 'vendor' }))).toEqual([
      "warning: the cluster does not declare this workload, so no pool is sized for it; add it to the cluster's 'workloads'",
    ]);
  });

  it('refuses another grace than the workload states, and leaves it to the manifest where nothing is stated', () => {
    const api = { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'] } as const;
    const workloads = [{ ...api, shutdown: { graceSeconds: 60 } }];
    const environment = awsEnvironment({ clusters: [awsCluster({ workloads })] });
    const found = (pod: object, input = environment) =>
      runChecks(modelOf(input, [manifest({ pod: { ...pod } })]), [workloadNotAsPlaced]).map(({ message }) => message);
    expect(found({ terminationGracePeriodSeconds: 60 })).toEqual([]);
    expect(found({})).toEqual([
      "its pods may take 30 s to end, declared are 60 s; take 'terminationGracePeriodSeconds' from 'shutdown.graceSeconds' of the workload's spec",
    ]);
    expect(found({ terminationGracePeriodSeconds: 60 }, awsEnvironment())).toEqual([]);
  });

  it('refuses a manifest of another kind than declared', () => {
    expect(messages(manifest({ kind: 'DaemonSet' }))).toEqual([
      "error: it is declared as 'deployment', which a DaemonSet is not; make it a Deployment or StatefulSet, or declare another kind",
    ]);
  });

  it('ignores a job with the label of a workload that is there, and refuses one in its place', () => {
    const verify = withSpec(
      { template: { metadata: { labels: { 'keelson.dev/workload': 'api' } }, spec: {} } },
      { kind: 'Job', name: 'api-verify' },
    );
    expect(messages(manifest(), verify)).toEqual([]);
    expect(messages(verify)[0]).toBe(
      "error: it is declared as 'deployment', which a Job is not; make it a Deployment or StatefulSet, or declare another kind",
    );
  });

  it('refuses pods that may run where they are not declared', () => {
    const astray = manifest({ pod: { nodeSelector: {}, tolerations: [{ operator: 'Exists' }] } });
    expect(messages(astray)).toEqual([
      "error: its pods may run on general, jvm, but general is declared; take the placement from 'renderPlacement'",
    ]);
  });

  it('refuses pods that may not run where they are declared', () => {
    expect(messages(manifest({ pod: { nodeSelector: { disk: 'fast' } } }))).toEqual([
      "error: its pods may run on no pool, but general is declared; take the placement from 'renderPlacement'",
    ]);
  });
});
