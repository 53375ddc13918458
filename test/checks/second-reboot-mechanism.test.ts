import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { runChecks } from '../../lib/checks/run-checks';
import { secondRebootMechanism } from '../../lib/checks/second-reboot-mechanism';
import { buildModel } from '../../lib/model/build-model';
import type { RebootScheduleInput } from '../../lib/specs/reboots/reboot-input';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { COORDINATED, withReboots } from '../fixtures/coordinated-cluster';
import { type ManifestOverrides, manifest, onlyCluster } from '../fixtures/manifests';

const KURED = 'ghcr.io/kubereboot/kured:1.22.0';

function said(
  reboots: Readonly<Record<string, RebootScheduleInput>>,
  ...objects: readonly KubernetesObject[]
): string[] {
  const findings = runChecks(buildModel(onlyCluster(withReboots(reboots)), objects), [secondRebootMechanism]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

function daemon(image: string, overrides: ManifestOverrides = {}): KubernetesObject {
  return manifest({ kind: 'DaemonSet', namespace: 'kube-system', name: 'updater', container: { image }, ...overrides });
}

describe('second-reboot-mechanism', () => {
  it('refuses another kured on a pool that reboots', () => {
    expect(said({ general: COORDINATED }, daemon(KURED))).toEqual([
      "error: cluster 'main' > DaemonSet 'kube-system/updater': it runs 'kured' on pool 'general', whose 'reboots.kind' is " +
        "'coordinated': two mechanisms that ignore each other would take down too many nodes; keep this one off the pool, or leave " +
        "'reboots' out of the pool",
    ]);
  });

  it.each([
    ['public.ecr.aws/bottlerocket/bottlerocket-update-operator:v1.6.0', 'bottlerocket-update-operator'],
    ['ghcr.io/flatcar/flatcar-linux-update-operator:v0.9.0', 'flatcar-linux-update-operator'],
    ['registry.example.com:5000/mirror/brupop-agent', 'brupop-agent'],
    [`docker.io/weaveworks/kured@sha256:${'a'.repeat(64)}`, 'kured'],
    ['kured', 'kured'],
  ])('recognises the image %s as an updater', (image, updater) => {
    const replaced: RebootScheduleInput = { kind: 'replace', maxLifetimeDays: 30 };
    expect(said({ general: replaced }, daemon(image))).toEqual([
      expect.stringContaining(`it runs '${updater}' on pool 'general', whose 'reboots.kind' is 'replace'`),
    ]);
  });

  it.each(['example.com/kured-exporter:1', 'example.com/kured/exporter:1', 'example.com/unkured:1'])(
    'does not recognise %s as an updater',
    (image) => {
      expect(said({ general: COORDINATED }, daemon(image))).toEqual([]);
    },
  );

  it('accepts an updater on a pool without a schedule, and one that cannot run on the pool', () => {
    expect(said({}, daemon(KURED))).toEqual([]);
    expect(said({ jvm: COORDINATED }, daemon(KURED))).toEqual([]);
  });

  it("accepts keelson's own coordinator, and refuses one of the same name in another namespace", () => {
    const cluster = onlyCluster(withReboots({ general: COORDINATED }));
    const own = synthesizeCharts(cluster, [addStandardCharts]).flatMap(({ objects }) => objects);
    expect(own.map(({ metadata }) => metadata.name)).toContain('reboot-coordinator-general');
    expect(said({ general: COORDINATED }, ...own)).toEqual([]);
    const twin = daemon(KURED, { name: 'reboot-coordinator-general' });
    expect(said({ general: COORDINATED }, twin)).toHaveLength(1);
    const orphan = daemon(KURED, { name: 'reboot-coordinator-old', namespace: 'keelson-system' });
    expect(said({ general: COORDINATED }, orphan)).toHaveLength(1);
  });
});
