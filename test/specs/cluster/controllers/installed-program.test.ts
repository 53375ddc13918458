import {
  autoscaledCluster,
  installsAutoscaler,
} from '../../../../lib/specs/cluster/controllers/cluster-autoscaler-spec';
import type { ControllersInput } from '../../../../lib/specs/cluster/controllers/controllers-input';
import { handledCluster, installsHandler } from '../../../../lib/specs/cluster/controllers/termination-handler-spec';
import { awsClusterSpec } from '../../../aws/synthesize-aws';
import { awsPool } from '../../../fixtures/aws-environment';
import { googleEnvironment } from '../../../fixtures/google-environment';
import { onlyCluster } from '../../../fixtures/manifests';

const POOLS = [awsPool({ name: 'system', purpose: 'system' }), awsPool({ scaling: { kind: 'cluster-autoscaler' } })];

function clusterWith(controllers: ControllersInput) {
  return awsClusterSpec({ pools: POOLS, controllers: { clusterAutoscaler: 'existing', ...controllers } });
}

test('keelson installs a program that has settings, and that program alone', () => {
  const handled = clusterWith({ terminationHandler: {} });
  expect([installsHandler(handled), installsAutoscaler(handled)]).toEqual([true, false]);
  const autoscaled = clusterWith({ clusterAutoscaler: {} });
  expect([installsHandler(autoscaled), installsAutoscaler(autoscaled)]).toEqual([false, true]);
});

test('keelson installs nothing that somebody else or nobody installs, and nothing on Google Cloud', () => {
  const clusters = [clusterWith({ terminationHandler: 'existing' }), clusterWith({}), onlyCluster(googleEnvironment())];
  for (const cluster of clusters) {
    expect([installsHandler(cluster), handledCluster(cluster)]).toEqual([false, undefined]);
    expect([installsAutoscaler(cluster), autoscaledCluster(cluster)]).toEqual([false, undefined]);
  }
});
