import { rwoWithSeveralPods } from '../../../lib/checks/volumes/rwo-with-several-pods';
import { volumeNotAllowed } from '../../../lib/checks/volumes/volume-not-allowed';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { hpa, linesOf, objectOf, scaled, withSpec } from '../../fixtures/judged-objects';
import { type ManifestOverrides, manifest } from '../../fixtures/manifests';

const claiming = (claimName: string) => ({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] });
const data = { pod: { nodeSelector: { 'keelson.dev/pool': 'general' }, ...claiming('data') } };

describe('volume-not-allowed', () => {
  const ALLOW = "state the reason in the annotation 'keelson.dev/ignore-volume-not-allowed'";
  const folder = { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] };
  const critical = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool({ purpose: 'traffic' })] })] });
  const production = awsEnvironment({ tier: 'production' });
  const store = withSpec({ volumeClaimTemplates: [{ metadata: { name: 'data' } }] }, { kind: 'StatefulSet' });

  const said = (overrides: ManifestOverrides, environment = awsEnvironment()) =>
    linesOf(volumeNotAllowed, [manifest(overrides)], environment);

  it('refuses folders of the node in pods that may move', () => {
    expect(said({ namespace: 'vendor', pod: folder })).toEqual([
      `error: Deployment 'vendor/api': its pods mount '/var/log' of their node, and find another folder there as soon as they move; use another volume, or ${ALLOW}`,
    ]);
  });

  it('warns of folders of the node in a daemon', () => {
    expect(said({ namespace: 'vendor', kind: 'DaemonSet', pod: folder })).toEqual([
      `warning: DaemonSet 'vendor/api': its pods mount '/var/log' of their node, and can read or change what belongs to the node; if the daemon needs that, ${ALLOW}`,
    ]);
  });

  it("leaves teams' namespaces to the check of Pod Security, and accepts the platform's own agents", () => {
    expect(said({ pod: folder })).toEqual([]);
    expect(said({ namespace: 'keelson-system', kind: 'DaemonSet', pod: folder })).toEqual([]);
  });

  it('warns of a disk on a critical pool, whichever way the pods get it', () => {
    const finding = (name: string) =>
      `its pods may run on pool 'general', on which the traffic of all depends, and need the disk '${name}': with the zone of the disk they are gone too; keep the data elsewhere, or ${ALLOW}`;
    expect(said(data, critical)).toEqual([`warning: Deployment 'shop/api': ${finding('data')}`]);
    const ephemeral = { volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: {} } }] };
    expect(said({ pod: { nodeSelector: {}, ...ephemeral } }, critical)).toEqual([
      `warning: Deployment 'shop/api': ${finding('scratch')}`,
    ]);
    expect(linesOf(volumeNotAllowed, [store], critical)).toEqual([
      `warning: StatefulSet 'shop/api': ${finding('data')}`,
    ]);
  });

  it('warns of a StatefulSet that keeps data in production', () => {
    expect(linesOf(volumeNotAllowed, [store], production)).toEqual([
      `warning: StatefulSet 'shop/api': it keeps data in production on the disk 'data' of each pod, so a drain waits until the disk is attached elsewhere, and with its zone the pod is gone; use a data store outside the cluster, or ${ALLOW}`,
    ]);
  });

  it('accepts volumes without data, a StatefulSet without disks or outside of production, and a disk elsewhere', () => {
    expect(said({ namespace: 'vendor', pod: { volumes: [{ name: 'tmp', emptyDir: {} }] } }, critical)).toEqual([]);
    expect(said({ kind: 'StatefulSet' }, production)).toEqual([]);
    expect(linesOf(volumeNotAllowed, [store])).toEqual([]);
    expect(said(data, production)).toEqual([]);
  });

  it('allows what an annotation gives a reason for', () => {
    const annotations = { 'keelson.dev/ignore-volume-not-allowed': 'prometheus keeps its own data' };
    expect(said({ ...data, annotations }, critical)).toEqual([
      expect.stringMatching(/^suppressed \(prometheus keeps its own data\)/),
    ]);
  });
});

describe('rwo-with-several-pods', () => {
  const claim = (accessModes: readonly string[]) => objectOf('PersistentVolumeClaim', { accessModes }, 'data');
  const disk = claim(['ReadWriteOnce']);
  const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(rwoWithSeveralPods, objects);
  const recreate = { strategy: { type: 'Recreate' } };

  const tooMany = (pods: string, modes: string) =>
    `${pods} share the claim 'data' (${modes}), whose disk is attached to one node, so pods on a second node never start; run one pod, use ReadWriteMany, or a StatefulSet with a claim for each pod`;

  it('refuses several pods that share a disk', () => {
    expect(said(manifest(data), disk)).toEqual([
      `error: Deployment 'shop/api': ${tooMany('up to 2 pods', 'ReadWriteOnce')}`,
    ]);
    expect(said(manifest(data), claim(['ReadWriteOncePod']))).toEqual([
      `error: Deployment 'shop/api': ${tooMany('up to 2 pods', 'ReadWriteOncePod')}`,
    ]);
  });

  it('refuses pods that an autoscaler adds, and a daemon on several nodes', () => {
    expect(said(scaled(data), hpa(1, 5), disk)).toEqual([
      `error: Deployment 'shop/api': ${tooMany('up to 5 pods', 'ReadWriteOnce')}`,
    ]);
    expect(said(manifest({ ...data, kind: 'DaemonSet' }), disk)).toEqual([
      `error: DaemonSet 'shop/api': ${tooMany('the pods of all its nodes', 'ReadWriteOnce')}`,
    ]);
  });

  it('warns of a claim that no manifest holds', () => {
    const elsewhere = { ...disk, metadata: { name: 'data', namespace: 'other' } };
    expect(said(manifest(data), elsewhere)).toEqual([
      "warning: Deployment 'shop/api': up to 2 pods share the claim 'data', which no manifest holds: if its access mode is ReadWriteOnce, pods on a second node never start; add the claim to a chart, so that it can be judged",
    ]);
  });

  it('warns of a rollout of one pod that starts the new pod before the old one has ended', () => {
    const finding = (wait: string) =>
      `warning: Deployment 'shop/api': a rollout starts the new pod while the old one has the claim 'data' (ReadWriteOnce): on another node the new pod cannot start${wait}; set 'strategy.type' to Recreate`;
    const one = { ...data, replicas: 1 };
    expect(said(manifest(one), disk)).toEqual([finding(', and the old one stays until then')]);
    const strategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } };
    expect(said(withSpec({ strategy }, one), disk)).toEqual([finding('')]);
  });

  it('accepts one pod that is recreated, shared access, a claim for each pod, and pods that are switched off', () => {
    expect(said(withSpec(recreate, { ...data, replicas: 1 }), disk)).toEqual([]);
    expect(said(manifest(data), claim(['ReadWriteOnce', 'ReadWriteMany']))).toEqual([]);
    const templates = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
    expect(said(withSpec(templates, { kind: 'StatefulSet' }), disk)).toEqual([]);
    expect(said(manifest({ ...data, replicas: 0 }), disk)).toEqual([]);
    expect(said(manifest({ ...data, replicas: 1, kind: 'StatefulSet' }), disk)).toEqual([]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-rwo-with-several-pods': 'all on one node' };
    expect(said(manifest({ ...data, annotations }), disk)).toEqual([
      expect.stringMatching(/^suppressed \(all on one node\)/),
    ]);
  });
});
