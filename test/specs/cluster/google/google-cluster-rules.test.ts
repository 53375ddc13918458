import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const { network } = googleCluster();
const googleClusterWith = (overrides: Partial<GoogleClusterInput>) =>
  googleEnvironment({ clusters: [googleCluster(overrides)] });
const weekend = {
  start: '2026-01-03T02:00:00Z',
  end: '2026-01-03T08:00:00Z',
  recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
};

test('refuses an invalid region', () => {
  expect(problemsOf(googleClusterWith({ region: 'europe-west4-a' }))).toEqual([
    "environment 'streaming' > cluster 'main': 'region' must be a Google Cloud region, got 'europe-west4-a'; write it as 'europe-west4', without a zone's letter",
  ]);
});

test('refuses a zone of another region', () => {
  expect(
    problemsOf(googleClusterWith({ network: { ...network, zones: ['europe-west4-a', 'europe-west1-b'] } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'network.zones' must be a zone of europe-west4: europe-west4-a, europe-west4-b, europe-west4-c, europe-west4-d, europe-west4-e, europe-west4-f, got 'europe-west1-b'; use a zone of the region",
  ]);
});

test('refuses a zone that its region lacks', () => {
  expect(
    problemsOf(googleClusterWith({ region: 'europe-west1', network: { ...network, zones: ['europe-west1-a'] } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'network.zones' must be a zone of europe-west1: europe-west1-b, europe-west1-c, europe-west1-d, got 'europe-west1-a'; use a zone of the region",
  ]);
});

test('refuses five zones', () => {
  expect(
    problemsOf(
      googleClusterWith({
        network: {
          ...network,
          zones: ['europe-west4-a', 'europe-west4-b', 'europe-west4-c', 'europe-west4-d', 'europe-west4-e'],
        },
      }),
    ),
  ).toEqual([
    'environment \'streaming\' > cluster \'main\': \'network.zones\' must name 1 to 4 zones, got ["europe-west4-a","europe-west4-b","europe-west4-c","europe-west4-d","europe-west4-e"]; with three zones a quorum survives the loss of one',
  ]);
});

test('refuses a pod range inside the node range', () => {
  expect(problemsOf(googleClusterWith({ network: { ...network, nodeCidr: '10.44.0.0/20' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.podCidr' must not overlap 'network.nodeCidr' (10.44.0.0/20, to 10.44.15.255), got '10.44.0.0/14'; move one of them",
  ]);
});

test('refuses a range of the control plane that is not a /28', () => {
  expect(problemsOf(googleClusterWith({ network: { ...network, controlPlaneCidr: '10.42.0.0/27' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.controlPlaneCidr' must be a /28, got '10.42.0.0/27'; take a smaller block",
  ]);
});

test('refuses a service range that is too small', () => {
  expect(problemsOf(googleClusterWith({ network: { ...network, serviceCidr: '10.41.0.0/25' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.serviceCidr' must be a /16 to /24, got '10.41.0.0/25'; take a larger block",
  ]);
});

test('refuses a pod range of public addresses', () => {
  expect(problemsOf(googleClusterWith({ network: { ...network, podCidr: '34.0.0.0/14' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.podCidr' must be within the ranges for nodes, pods and Services on GKE: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24 or 240.0.0.0/4, got '34.0.0.0/14'; take a block of these; with this one, pods could not reach the internet hosts that have these addresses",
  ]);
});

test('refuses NAT ports that are not a power of two', () => {
  expect(problemsOf(googleClusterWith({ network: { ...network, natMinPortsPerVm: 1000 } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.natMinPortsPerVm' must be a power of two, 32 to 65536, got 1000; use 1024, or more where nodes open many connections to one host",
  ]);
});

test('refuses the same secondary range for pods and Services', () => {
  expect(
    problemsOf(
      googleClusterWith({
        network: {
          ...network,
          existing: { network: 'main', subnetwork: 'nodes', podRangeName: 'pods', serviceRangeName: 'pods' },
        },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'network.existing.serviceRangeName' must not be 'network.existing.podRangeName', got 'pods'; name a range of its own for Services",
  ]);
});

test('refuses a control plane that is open to everybody', () => {
  expect(
    problemsOf(
      googleClusterWith({
        privateAccess: { kind: 'authorised-networks', networks: [{ name: 'all', cidr: '0.0.0.0/0' }] },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'privateAccess.networks' must not be the whole internet, got '0.0.0.0/0'; name your own ranges, because otherwise the whole internet reaches the control plane",
  ]);
});

test('refuses a control plane without allowed networks', () => {
  expect(problemsOf(googleClusterWith({ privateAccess: { kind: 'private-endpoint', networks: [] } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'privateAccess.networks' must name at least one range, got []; name your offices, VPN and CI",
  ]);
});

test('refuses a minor whose standard support was over', () => {
  expect(problemsOf(googleClusterWith({ kubernetesVersion: '1.33' }))).toEqual([
    "environment 'streaming' > cluster 'main': 'kubernetesVersion' must be in standard support (data of 2026-11-01), which ended on 2026-08-03, got '1.33'; choose one of 1.34, 1.35, 1.36, or pay for extended support until 2027-06-03 with controlPlane.releaseChannel 'EXTENDED'",
  ]);
});

test('refuses a minor whose extended support was over', () => {
  expect(
    problemsOf(googleClusterWith({ kubernetesVersion: '1.30', controlPlane: { releaseChannel: 'EXTENDED' } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'kubernetesVersion' must be in extended support (data of 2026-11-01), which ended on 2026-07-31, got '1.30'; choose one of 1.32, 1.33, 1.34, 1.35, 1.36",
  ]);
});

test('refuses a maintenance window of two hours', () => {
  expect(
    problemsOf(googleClusterWith({ controlPlane: { maintenance: { ...weekend, end: '2026-01-03T04:00:00Z' } } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.end' must be 4 to 24 hours after the start, got '2026-01-03T04:00:00Z (2 h)'; change 'end'",
  ]);
});

test('refuses a maintenance window with less than 48 hours in 32 days', () => {
  expect(
    problemsOf(
      googleClusterWith({ controlPlane: { maintenance: { ...weekend, recurrence: 'FREQ=WEEKLY;BYDAY=SA' } } }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.recurrence' must leave at least 48 hours of maintenance in any 32 days, got 'FREQ=WEEKLY;BYDAY=SA of 6 h, which leaves 24 h'; lengthen the window or add days; GKE refuses a policy with less",
  ]);
});

test('refuses a maintenance window that recurs too seldom', () => {
  expect(
    problemsOf(
      googleClusterWith({
        controlPlane: { maintenance: { ...weekend, recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU' } },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.recurrence' must leave at least 48 hours of maintenance in any 32 days, got 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU of 6 h, which leaves 24 h'; lengthen the window or add days; GKE refuses a policy with less",
  ]);
});

test('refuses the time of a window in another time zone than UTC', () => {
  expect(
    problemsOf(
      googleClusterWith({ controlPlane: { maintenance: { ...weekend, start: '2026-01-03T02:00:00+01:00' } } }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.start' must be a time in UTC, got '2026-01-03T02:00:00+01:00'; write it as '2026-01-03T02:00:00Z'; with any other form every plan shows a change",
  ]);
});

test('refuses a window on a day that does not exist', () => {
  expect(
    problemsOf(googleClusterWith({ controlPlane: { maintenance: { ...weekend, start: '2026-02-30T02:00:00Z' } } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.start' must be a time in UTC, got '2026-02-30T02:00:00Z'; write it as '2026-01-03T02:00:00Z'; with any other form every plan shows a change",
  ]);
});

test('refuses a window that ends before it begins', () => {
  expect(
    problemsOf(googleClusterWith({ controlPlane: { maintenance: { ...weekend, end: '2026-01-03T01:00:00Z' } } })),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.end' must be after the start (2026-01-03T02:00:00Z), got '2026-01-03T01:00:00Z'; change 'end'",
  ]);
});

test('refuses a recurrence whose hours keelson cannot compute', () => {
  expect(
    problemsOf(
      googleClusterWith({ controlPlane: { maintenance: { ...weekend, recurrence: 'FREQ=MONTHLY;BYMONTHDAY=1' } } }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.recurrence' must be an RRULE of the form 'FREQ=DAILY' or 'FREQ=WEEKLY;BYDAY=SA,SU', with INTERVAL where wanted, got 'FREQ=MONTHLY;BYMONTHDAY=1'; rewrite it; keelson cannot compute the hours of maintenance of other forms",
  ]);
});

test('refuses more than 20 exclusions', () => {
  expect(
    problemsOf(
      googleClusterWith({
        controlPlane: {
          maintenance: {
            ...weekend,
            exclusions: Array.from({ length: 21 }, (_, index) => ({
              name: `e${index}`,
              start: '2026-11-10T00:00:00Z',
              end: '2026-11-20T00:00:00Z',
              scope: 'NO_MINOR_UPGRADES' as const,
            })),
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.exclusions' must hold at most 20 exclusions, got 21; remove those that are over",
  ]);
});

test('refuses an exclusion of all upgrades for more than 30 days', () => {
  expect(
    problemsOf(
      googleClusterWith({
        controlPlane: {
          maintenance: {
            ...weekend,
            exclusions: [
              { name: 'year-end', start: '2026-12-01T00:00:00Z', end: '2027-01-10T00:00:00Z', scope: 'NO_UPGRADES' },
            ],
          },
        },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.maintenance.exclusions[0].end' must last at most 30 days with scope 'NO_UPGRADES', got '40 days'; shorten it, or use 'NO_MINOR_UPGRADES'",
  ]);
});

test('refuses an invalid webhook port', () => {
  expect(problemsOf(googleClusterWith({ controlPlane: { webhookPorts: [0] } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.webhookPorts[0]' must be a whole number of 1 to 65535, got 0; raise it",
  ]);
});

test('refuses teams with groups on a cluster without a security group, where their bindings would have no effect', () => {
  expect(problemsOf(googleClusterWith({ controlPlane: { securityGroup: undefined } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.securityGroup' must be given where teams have groups (video), got nothing; state 'gke-security-groups@' and your domain, and make the teams' groups members of that group",
  ]);
  const teams = [{ name: 'video', quota: { cpu: '4', memory: '8Gi', pods: 20 }, groups: [] }];
  expect(problemsOf(googleClusterWith({ teams, controlPlane: { securityGroup: undefined } }))).toEqual([]);
});

test('refuses a security group with another name', () => {
  expect(problemsOf(googleClusterWith({ controlPlane: { securityGroup: 'admins@example.com' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'controlPlane.securityGroup' must be 'gke-security-groups@' and your domain, got 'admins@example.com'; create a group of this name; GKE reads no other group",
  ]);
});

test("refuses a control plane in the range of the machines' own network bridge", () => {
  const { network } = googleCluster();
  expect(problemsOf(googleClusterWith({ network: { ...network, controlPlaneCidr: '172.17.0.0/28' } }))).toEqual([
    "environment 'streaming' > cluster 'main': 'network.controlPlaneCidr' must not overlap 172.17.0.0/16, which GKE reserves for the Docker bridge of the control plane, got '172.17.0.0/28'; move it",
  ]);
  expect(problemsOf(googleClusterWith({ network: { ...network, controlPlaneCidr: '172.18.0.0/28' } }))).toEqual([]);
  expect(problemsOf(googleClusterWith({ network: { ...network, serviceCidr: '172.17.0.0/20' } }))).toEqual([]);
});
