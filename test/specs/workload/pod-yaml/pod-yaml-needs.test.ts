import { podYamlNeeds } from '../../../../lib/specs/workload/pod-yaml/pod-yaml-needs';

const MIB = 2 ** 20;

/** A container with requests of CPU and memory. */
const container = (cpu: string | number, memory: string, restartPolicy?: string) => ({
  resources: { requests: { cpu, memory } },
  ...(restartPolicy !== undefined && { restartPolicy }),
});

test('containers and sidecars count together', () => {
  const spec = {
    initContainers: [container('50m', '16Mi', 'Always')],
    containers: [container(1, '256Mi'), container('250m', '64Mi')],
  };
  expect(podYamlNeeds({ metadata: {}, spec })).toEqual({ cpuMillis: 1300, memoryBytes: 336 * MIB });
});

test('an init container counts with the sidecars before it, where that is more than the containers need', () => {
  const migrate = container('100m', '1Gi');
  const sidecar = container('50m', '16Mi', 'Always');
  const containers = [container('500m', '256Mi')];
  const needs = (initContainers: readonly ReturnType<typeof container>[]) =>
    podYamlNeeds({ metadata: {}, spec: { initContainers, containers } });
  expect(needs([sidecar, migrate])).toEqual({ cpuMillis: 550, memoryBytes: 1040 * MIB });
  expect(needs([migrate, sidecar])).toEqual({ cpuMillis: 550, memoryBytes: 1024 * MIB });
});

test('a container without requests counts nothing, because a rule refuses it', () => {
  expect(podYamlNeeds({ metadata: {}, spec: { containers: [{ name: 'web' }] } })).toEqual({
    cpuMillis: 0,
    memoryBytes: 0,
  });
});
