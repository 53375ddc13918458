import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import type { ControllersInput } from '../../lib/specs/cluster/controllers/controllers-input';
import type { EnvironmentInput, GoogleEnvironmentInput } from '../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import type { NodePoolInput } from '../../lib/specs/pool/node-pool-input';
import { addAwsStacks } from '../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks } from '../../lib/testing/synthesize-stacks';
import { maximalAwsEnvironments } from '../fixtures/maximal-aws-environment';
import { maximalGoogleEnvironments } from '../fixtures/maximal-google-environment';

/** Most characters of a name on AWS and Google Cloud, by the type of the resource; a type without a row fails the test. */
const LIMITS: Readonly<Record<string, number>> = {
  aws_autoscaling_group: 255,
  aws_autoscaling_lifecycle_hook: 255,
  aws_autoscaling_policy: 255,
  aws_autoscaling_schedule: 255,
  aws_cloudwatch_event_rule: 64,
  aws_cloudwatch_log_group: 512,
  aws_cloudwatch_log_stream: 512,
  aws_cloudwatch_metric_alarm: 255,
  aws_eks_cluster: 100,
  aws_iam_instance_profile: 128,
  aws_iam_role: 64,
  aws_iam_role_policy: 128,
  aws_kms_alias: 256,
  aws_kms_grant: 256,
  aws_launch_template: 128,
  aws_scheduler_schedule: 64,
  aws_sqs_queue: 80,
  aws_ssm_document: 128,
  aws_ssm_parameter: 1011,
  google_certificate_manager_certificate: 63,
  google_certificate_manager_certificate_map: 63,
  google_certificate_manager_certificate_map_entry: 63,
  google_certificate_manager_dns_authorization: 63,
  google_compute_autoscaler: 63,
  google_compute_backend_service: 63,
  google_compute_firewall: 63,
  google_compute_global_address: 63,
  google_compute_global_forwarding_rule: 63,
  google_compute_health_check: 63,
  google_compute_instance_group_named_port: 63,
  google_compute_network: 63,
  google_compute_region_autoscaler: 63,
  google_compute_region_health_check: 63,
  google_compute_region_instance_group_manager: 63,
  google_compute_region_instance_template: 63,
  google_compute_router: 63,
  google_compute_router_nat: 63,
  google_compute_security_policy: 63,
  google_compute_ssl_policy: 63,
  google_compute_subnetwork: 63,
  google_compute_target_http_proxy: 63,
  google_compute_target_https_proxy: 63,
  google_compute_url_map: 63,
  google_container_cluster: 40,
  google_container_node_pool: 40,
  google_dns_record_set: 254,
  google_service_account: 30,
};

/** Most characters of a name's prefix, to which the provider appends 26 characters. */
const PREFIX_LIMITS: Readonly<Record<string, number>> = { aws_eks_node_group: 63 - 26, aws_security_group: 255 - 26 };

/** Most characters of the name of a group's machines, to which Compute Engine appends a dash and four characters. */
const MACHINE_LIMITS: Readonly<Record<string, number>> = { google_compute_region_instance_group_manager: 63 - 5 };

const NAMES = {
  name: LIMITS,
  account_id: LIMITS,
  base_instance_name: MACHINE_LIMITS,
  alarm_name: LIMITS,
  scheduled_action_name: LIMITS,
  name_prefix: PREFIX_LIMITS,
  node_group_name_prefix: PREFIX_LIMITS,
};

/** A name that is padded with letters to the given length; a longer name makes the test fail by itself. */
function stretch(name: string, length: number): string {
  return `${name}-${'x'.repeat(length - name.length - 1)}`;
}

function longestPool(pool: NodePoolInput): number {
  if ('google' in pool) return pool.google.layout === 'zonal' ? 31 : 33;
  return pool.aws.management === 'managed-node-group' ? 36 : 44;
}

/** Most characters of an ingress, beside the longest name of an environment on Google Cloud; clusters there have the same. */
const LONGEST_INGRESS = 19;

function stretchedControllers(controllers: ControllersInput, renamed: (pool: string) => string): ControllersInput {
  const { clusterAutoscaler } = controllers;
  if (typeof clusterAutoscaler !== 'object') return controllers;
  const priorities = (clusterAutoscaler.priorities ?? []).map(renamed);
  return { ...controllers, clusterAutoscaler: { ...clusterAutoscaler, priorities } };
}

/** Ingresses with the longest names of their own and of their certificates, and the longer names of clusters. */
function stretchedIngress({ ingress = [] }: GoogleEnvironmentInput, cluster: (name: string) => string) {
  return ingress.map((each) => ({
    ...each,
    name: stretch(each.name, LONGEST_INGRESS),
    certificates: each.certificates.map(({ name, ...rest }) => ({ ...rest, name: stretch(name, 15) })),
    backends: each.backends.map((backend) => ({ ...backend, cluster: cluster(backend.cluster) })),
  }));
}

/** An environment in which every name has the largest length that the rules allow. */
function stretched<E extends EnvironmentInput>(input: E): E {
  const half = input.cloud === 'aws' ? [25, 24] : [20, LONGEST_INGRESS];
  const longer = (name: string) => stretch(name, half[1] ?? 0);
  const clusters = input.clusters.map((cluster) => {
    const names = new Map(cluster.pools.map((pool) => [pool.name, stretch(pool.name, longestPool(pool))]));
    const renamed = (name: string) => names.get(name) ?? name;
    return {
      ...cluster,
      name: longer(cluster.name),
      ...('groups' in cluster && {
        groups: (cluster.groups ?? []).map((group) => ({ ...group, name: stretch(group.name, 63) })),
      }),
      pools: cluster.pools.map((pool) => ({ ...pool, name: renamed(pool.name) })),
      ...(cluster.controllers !== undefined && { controllers: stretchedControllers(cluster.controllers, renamed) }),
      workloads: (cluster.workloads ?? []).map((each) => ({
        ...each,
        pools: each.pools.map(renamed),
        ...(each.hosts && {
          hosts: each.hosts.map((host) => ({ ...host, ingress: stretch(host.ingress, LONGEST_INGRESS) })),
        }),
      })),
    };
  });
  const ingress = input.cloud === 'google' && input.ingress !== undefined ? stretchedIngress(input, longer) : undefined;
  return { ...input, name: stretch(input.name, half[0] ?? 0), clusters, ...(ingress && { ingress }) } as E;
}

const ENVIRONMENTS = [...maximalAwsEnvironments(), ...maximalGoogleEnvironments()].map(
  (input, index) => [`${input.cloud} ${index}`, EnvironmentSpec.from(stretched<EnvironmentInput>(input))] as const,
);

test.each(ENVIRONMENTS)(
  'every physical name of an environment with the longest names fits, and one has the largest length: %s',
  (_, environment) => {
    const stacks = synthesizeStacks((app) => {
      addAwsStacks(app, environment);
      addGoogleStacks(app, environment);
    });
    const resources = Object.values(stacks).flatMap((stack) => Object.entries(stack['resource'] ?? {}));
    const lengths = resources.flatMap(([type, byId]) =>
      Object.values(byId).flatMap((resource) =>
        Object.entries(NAMES).flatMap(([argument, limits]) => {
          const name = resource[argument];
          return typeof name !== 'string' || name.includes('${')
            ? []
            : [{ type, name, room: (limits[type] ?? -999) - name.length }];
        }),
      ),
    );
    expect(lengths.filter(({ room }) => room < 0)).toEqual([]);
    expect(Math.min(...lengths.map(({ room }) => room))).toBe(0);
  },
);

test.each(ENVIRONMENTS)('every label value of the manifests with the longest names fits: %s', (_, environment) => {
  for (const cluster of environment.clusters) {
    const text = JSON.stringify(synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects));
    const objects = JSON.parse(text) as unknown[];
    expect(labelsOf(objects).filter((value) => value.length > 63)).toEqual([]);
  }
});

/** Every value below a member with the name labels, matchLabels or nodeSelector. */
function labelsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const isLabels = ['labels', 'matchLabels', 'nodeSelector'].includes(key);
    const own = isLabels && typeof member === 'object' ? Object.values(member as object).map(String) : [];
    return [...own, ...labelsOf(member)];
  });
}
