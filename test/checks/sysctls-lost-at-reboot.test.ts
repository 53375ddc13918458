import { runChecks } from '../../lib/checks/run-checks';
import { sysctlsLostAtReboot } from '../../lib/checks/sysctls-lost-at-reboot';
import { buildModel } from '../../lib/model/build-model';
import type { AwsClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import type { SysctlApplier } from '../../lib/specs/kernel/kernel-plan';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { coordinatedCluster } from '../fixtures/coordinated-cluster';
import { manifest } from '../fixtures/manifests';

/** A coordinated pool with one kernel parameter; the plan is made by hand, because today's images set every parameter at boot. */
function clusterWith(appliers: readonly SysctlApplier[], inPlace = true): AwsClusterSpec {
  const cluster = coordinatedCluster();
  const sysctl = { key: 'net.core.somaxconn', value: '4096', scope: 'network-namespace', edit: 'live' } as const;
  const planned = { ...sysctl, appliers, source: 'pool', reason: 'by hand' };
  const kernel = { sysctls: [planned], transparentHugepages: undefined, modules: [] };
  const pools = cluster.pools.map((pool) => {
    const reboots = inPlace ? pool.reboots : undefined;
    return pool.name === 'general' ? { ...pool, kernel, reboots } : pool;
  });
  return { ...cluster, pools };
}

const placed = { nodeSelector: { 'keelson.dev/pool': 'general' } };

function findings(cluster: AwsClusterSpec, object: KubernetesObject): readonly string[] {
  return runChecks(buildModel(cluster, [object]), [sysctlsLostAtReboot]).map(({ message }) => message);
}

describe('sysctls-lost-at-reboot', () => {
  it('refuses pods that would start before the tuner has run', () => {
    expect(findings(clusterWith(['tuner']), manifest({ pod: placed }))).toEqual([
      "on pool 'general' nodes reboot in place ('coordinated'), and only the tuner sets net.core.somaxconn: after a reboot " +
        "the pods would start before that; add the init container of 'renderTunedGate'",
    ]);
  });

  it('accepts pods that wait for the tuner', () => {
    const waiting = { ...placed, initContainers: [{ name: 'tuned-gate', image: 'example.com/gate:1.0.0' }] };
    expect(findings(clusterWith(['tuner']), manifest({ pod: waiting }))).toEqual([]);
  });

  it('accepts parameters that a file sets at boot, and pools that do not reboot in place', () => {
    expect(findings(clusterWith(['boot-file', 'tuner']), manifest({ pod: placed }))).toEqual([]);
    expect(findings(clusterWith(['tuner'], false), manifest({ pod: placed }))).toEqual([]);
  });
});
