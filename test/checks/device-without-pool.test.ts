import { deviceWithoutPool } from '../../lib/checks/device-without-pool';
import { runChecks } from '../../lib/checks/run-checks';
import { awsEnvironment } from '../fixtures/aws-environment';
import { manifest, modelOf } from '../fixtures/manifests';

type Overrides = Parameters<typeof manifest>[0];

const judge = (overrides: Overrides) =>
  runChecks(modelOf(awsEnvironment(), [manifest(overrides)]), [deviceWithoutPool]);
const asking = (limits: Readonly<Record<string, unknown>>) => judge({ container: { resources: { limits } } });

test('refuses pods that ask for a GPU, which no pool may have yet', () => {
  expect(asking({ 'nvidia.com/gpu': 4 })).toEqual([
    {
      check: 'device-without-pool',
      severity: 'error',
      subject: "cluster 'main' > Deployment 'shop/api'",
      message:
        "its pods ask for 4 of 'nvidia.com/gpu', and stay pending where no node offers it: no pool may have machines with such devices yet; run the pods elsewhere",
    },
  ]);
  for (const name of ['aws.amazon.com/neuron', 'google.com/tpu', 'amd.com/gpu']) {
    expect(asking({ [name]: '1' })).toMatchObject([{ severity: 'error' }]);
  }
});

test('warns of a resource that a device plugin of the user may offer', () => {
  expect(judge({ container: { resources: { requests: { 'example.com/dongle': '2' } } } })).toEqual([
    {
      check: 'device-without-pool',
      severity: 'warning',
      subject: "cluster 'main' > Deployment 'shop/api'",
      message:
        "its pods ask for 2 of 'example.com/dongle', and stay pending where no node offers it: the specs know no pool that does; keep the request where a device plugin of yours offers it, and say so in the annotation 'keelson.dev/ignore-device-without-pool'",
    },
  ]);
  const annotations = { 'keelson.dev/ignore-device-without-pool': 'dongles are plugged in by hand' };
  expect(judge({ annotations, container: { resources: { limits: { 'example.com/dongle': 1 } } } })).toMatchObject([
    { suppressedBy: 'dongles are plugged in by hand' },
  ]);
});

test('counts init containers by the largest of them, and sidecars with the containers', () => {
  const ask = (amount: number) => ({ resources: { limits: { 'nvidia.com/gpu': amount } } });
  const pod = {
    initContainers: [
      { name: 'warm', ...ask(3) },
      { name: 'side', restartPolicy: 'Always', ...ask(1) },
    ],
  };
  expect(judge({ pod, container: ask(1) })[0]?.message).toContain("ask for 3 of 'nvidia.com/gpu'");
  expect(judge({ pod, container: ask(4) })[0]?.message).toContain("ask for 5 of 'nvidia.com/gpu'");
});

test('says nothing of resources that every node has, of none, and of what runs nowhere', () => {
  expect(asking({ cpu: 1, memory: '1Gi', 'ephemeral-storage': '1Gi', 'hugepages-2Mi': '4Mi' })).toEqual([]);
  expect(asking({ 'nvidia.com/gpu': 0 })).toEqual([]);
  expect(judge({ replicas: 0, container: { resources: { limits: { 'nvidia.com/gpu': 1 } } } })).toEqual([]);
});
