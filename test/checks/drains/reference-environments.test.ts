import { environments } from '../../../apps/environments';
import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { undrainedScaleIn } from '../../../lib/checks/autoscaling/undrained-scale-in';
import { budgetBlocksDrain } from '../../../lib/checks/drains/budget-blocks-drain';
import { evictedPodFindsNoNode } from '../../../lib/checks/drains/evicted-pod-finds-no-node';
import { poolWithoutDrainer } from '../../../lib/checks/drains/pool-without-drainer';
import type { Finding } from '../../../lib/checks/finding';
import { graceExceedsShutdown } from '../../../lib/checks/grace-exceeds-shutdown';
import { runChecks } from '../../../lib/checks/run-checks';
import { buildModel } from '../../../lib/model/build-model';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { onlyCluster } from '../../fixtures/manifests';

const CHECKS = [budgetBlocksDrain, evictedPodFindsNoNode, graceExceedsShutdown, poolWithoutDrainer, undrainedScaleIn];

function findingsOf(environment: EnvironmentInput): readonly Finding[] {
  const cluster = onlyCluster(environment);
  const objects = synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects);
  return runChecks(buildModel(cluster, objects), CHECKS);
}

/** A reference environment on AWS without the program that drains its nodes. */
function withoutHandler(environment: EnvironmentInput): EnvironmentInput {
  if (environment.cloud !== 'aws') throw new Error('the handler is for AWS');
  const clusters = environment.clusters.map((cluster) => {
    const { terminationHandler: _, ...controllers } = cluster.controllers ?? {};
    return { ...cluster, controllers };
  });
  return { ...environment, clusters };
}

it.each(environments.map((each) => [each.name, each] as const))(
  'the drains of %s all end, as far as checks of manifests tell',
  (_, environment) => {
    expect(findingsOf(environment)).toEqual([]);
  },
);

it('the self-managed pools of the in-house platform are found once each when nobody drains them', () => {
  const production = environments.find(({ name }) => name === 'paas-production');
  if (production === undefined) throw new Error('the environment must exist');
  const subjects = findingsOf(withoutHandler(production)).map(({ check, subject }) => `${check}: ${subject}`);
  expect(subjects).toEqual([
    "pool-without-drainer: cluster 'main' > pool 'general'",
    "pool-without-drainer: cluster 'main' > pool 'jvm'",
  ]);
});
