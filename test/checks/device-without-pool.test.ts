import { deviceWithoutPool } from '../../lib/checks/device-without-pool';
import { runChecks } from '../../lib/checks/run-checks';
import { awsEnvironment } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

type Overrides = Parameters<typeof manifest>[0];

const judge = (overrides: Overrides) =>
  runChecks(modelOf(awsEnvironment(), [manifest(overrides)]), [deviceWithoutPool]);
const asking = (limits: Readonly<Record<string, unknown>>) => judge({ container: { resources: { limits } } });

test('refuses pods that request a GPU, because keelson supports no pools with GPUs yet', () => {
  expect(asking({ 'nvidia.com/gpu': 4 })).toEqual([
    {
      check: 'device-without-pool',
      severity: 'error',
      subject: "cluster 'main' > Deployment 'shop/api'",
      message:
        "its pods request 4 of 'nvidia.com/gpu', and stay pending if no node offers it: keelson supports no machines with such devices yet; run the pods in another cluster",
    },
  ]);
  for (const name of ['aws.amazon.com/neuron', 'google.com/tpu', 'amd.com/gpu']) {
    expect(asking({ [name]: '1' })).toMatchObject([{ severity: 'error' }]);
  }
});

test('warns about a resource that a device plugin of the user may offer', () => {
  expect(judge({ container: { resources: { requests: { 'example.com/dongle': '2' } } } })).toEqual([
    {
      check: 'device-without-pool',
      severity: 'warning',
      subject: "cluster 'main' > Deployment 'shop/api'",
      message:
        "its pods request 2 of 'example.com/dongle', and stay pending if no node offers it: no pool of the specs offers it; if a device plugin of yours does, keep the request and state that in the annotation 'keelson.dev/ignore-device-without-pool'",
    },
  ]);
  const annotations = { 'keelson.dev/ignore-device-without-pool': 'dongles are plugged in by hand' };
  expect(judge({ annotations, container: { resources: { limits: { 'example.com/dongle': 1 } } } })).toMatchObject([
    { suppressedBy: 'dongles are plugged in by hand' },
  ]);
});

test('counts the largest request of the init containers, and adds sidecars to the containers', () => {
  const ask = (amount: number) => ({ resources: { limits: { 'nvidia.com/gpu': amount } } });
  const pod = {
    initContainers: [
      { name: 'warm', ...ask(3) },
      { name: 'side', restartPolicy: 'Always', ...ask(1) },
    ],
  };
  expect(judge({ pod, container: ask(1) })[0]?.message).toContain("request 3 of 'nvidia.com/gpu'");
  expect(judge({ pod, container: ask(4) })[0]?.message).toContain("request 5 of 'nvidia.com/gpu'");
});

test('has no finding for resources of every node, for requests of 0, and for workloads without replicas', () => {
  expect(asking({ cpu: 1, memory: '1Gi', 'ephemeral-storage': '1Gi', 'hugepages-2Mi': '4Mi' })).toEqual([]);
  expect(asking({ 'nvidia.com/gpu': 0 })).toEqual([]);
  expect(judge({ replicas: 0, container: { resources: { limits: { 'nvidia.com/gpu': 1 } } } })).toEqual([]);
});
