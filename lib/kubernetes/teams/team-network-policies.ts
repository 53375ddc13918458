import type { k8s } from 'cdk8s-plus-27';
import { clusterDnsIp } from '../../render/user-data/cluster-dns-ip';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import type { Datapath } from '../../specs/machine/datapath';
import type { TeamInput } from '../../specs/workload/team-input';

/** A network policy of a team's namespace. */
export interface TeamNetworkPolicy {
  /** Name of the policy, which says which traffic it denies or allows. */
  readonly name: string;
  /** Spec of the policy, which selects all pods of the namespace. */
  readonly spec: k8s.NetworkPolicySpec;
}

type Port = readonly ['TCP' | 'UDP', number];

/** Link-local address of NodeLocal DNSCache, which GKE runs by default since 1.33.1. */
const NODE_LOCAL_DNS = '169.254.20.10/32';

/** Address of the DNS server where a GKE cluster uses Cloud DNS; the same host serves metadata on other ports. */
const METADATA_SERVER = '169.254.169.254/32';

const EVERYWHERE = '0.0.0.0/0';

/** Addresses of metadata servers and other services of the machine, which a rule for the whole internet must exclude. */
const LINK_LOCAL: readonly string[] = ['169.254.0.0/16'];

const DNS_PORTS: readonly Port[] = [
  ['UDP', 53],
  ['TCP', 53],
];

/**
 * Endpoint from which pods fetch the credentials of their **own** service account. Pods cannot fetch the node's credentials: on EKS
 * because of the hop limit of 1 and because this is not the address of instance metadata, on GKE because of the pools' metadata mode.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
const IDENTITY_ENDPOINTS: Readonly<Record<Datapath, { readonly cidr: string; readonly ports: readonly Port[] }>> = {
  'aws-vpc-cni': { cidr: '169.254.170.23/32', ports: [['TCP', 80]] },
  'gke-calico': {
    cidr: '169.254.169.252/32',
    ports: [
      ['TCP', 987],
      ['TCP', 988],
    ],
  },
  'gke-dataplane-v2': {
    cidr: METADATA_SERVER,
    ports: [
      ['TCP', 80],
      ['TCP', 8080],
    ],
  },
};

/**
 * The network policies of a team: the first denies all traffic, and the others allow the traffic that is needed.
 *
 * Probes need no rule, because all three datapaths let a node reach its own pods. Every policy is always rendered, if need be without
 * rules, because an apply deletes nothing and a policy that is no longer rendered would stay in force. A policy without rules has no
 * list of rules, because the API server drops an empty list and every apply would change the object again. Network policies do not
 * apply to pods on the host's network.
 */
export function renderTeamNetworkPolicies(cluster: ClusterSpec, team: Required<TeamInput>): TeamNetworkPolicy[] {
  const identity = IDENTITY_ENDPOINTS[cluster.datapath];
  return [
    { name: 'default-deny', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
    egress('allow-dns', [{ to: dnsPeers(cluster), ports: DNS_PORTS.map(renderPort) }]),
    egress('allow-workload-identity', [
      { to: [{ ipBlock: { cidr: identity.cidr } }], ports: identity.ports.map(renderPort) },
    ]),
    {
      name: 'allow-same-namespace',
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: {} }] }],
        egress: [{ to: [{ podSelector: {} }] }],
      },
    },
    allowFrom(cluster, team),
    allowTo(cluster, team),
    egress(
      'allow-to-addresses',
      team.egressTo.map(({ cidr, ports }) => ({
        to: [{ ipBlock: { cidr, except: cidr === EVERYWHERE ? [...LINK_LOCAL] : undefined } }],
        ports: ports.map((port) => renderPort(['TCP', port])),
      })),
    ),
  ];
}

function egress(name: string, rules: k8s.NetworkPolicyEgressRule[]): TeamNetworkPolicy {
  return { name, spec: { podSelector: {}, policyTypes: ['Egress'], ...(rules.length > 0 && { egress: rules }) } };
}

function renderPort([protocol, port]: Port): k8s.NetworkPolicyPort {
  // The type of the L1 requires its class IntOrString here, of which only the value gets into the manifest.
  return { protocol, port: { value: port } };
}

/**
 * Every DNS server of a cluster. Dataplane V2 redirects queries to the node's cache pod and applies policies to that pod; with Calico
 * the cache listens on the node at the Service's own address, which no pod selector matches; without a cache kube-dns answers.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
 */
function dnsPeers(cluster: ClusterSpec): k8s.NetworkPolicyPeer[] {
  const pods = ['kube-dns', 'node-local-dns'].map((app) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': app } },
  }));
  const addresses = [`${clusterDnsIp(serviceCidrOf(cluster))}/32`, NODE_LOCAL_DNS];
  if (cluster.cloud === 'google') addresses.push(METADATA_SERVER);
  return [...pods, ...addresses.map((cidr) => ({ ipBlock: { cidr } }))];
}

function serviceCidrOf(cluster: ClusterSpec): string {
  return cluster.cloud === 'aws' ? cluster.controlPlane.serviceCidr : cluster.network.serviceCidr;
}

function allowFrom(cluster: ClusterSpec, team: Required<TeamInput>): TeamNetworkPolicy {
  const from = team.allowFrom.flatMap((namespace) => [namespacePeer(namespace), ...hostPeers(cluster, namespace)]);
  return {
    name: 'allow-from-namespaces',
    // A rule without peers would allow traffic from everywhere, so that no rule is rendered without peers.
    spec: { podSelector: {}, policyTypes: ['Ingress'], ...(from.length > 0 && { ingress: [{ from }] }) },
  };
}

/** Egress to the teams whose `allowFrom` names this team, because their ingress rule alone allows nothing while this egress is denied. */
function allowTo(cluster: ClusterSpec, team: Required<TeamInput>): TeamNetworkPolicy {
  const to = cluster.teams
    .filter((other) => other.allowFrom.includes(team.name))
    .map(({ name }) => namespacePeer(name));
  return egress('allow-to-namespaces', to.length === 0 ? [] : [{ to }]);
}

/** Selects a namespace by the label that the API server sets and protects, so that no other namespace can match. */
function namespacePeer(namespace: string): k8s.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

/**
 * Peers for daemons of the platform on the host's network, whose traffic comes from node addresses that no pod selector matches. With
 * Calico the range of the nodes allows it. On the other datapaths no peer is rendered: in Dataplane V2 nodes are entities that no
 * address range matches (only a cluster-wide policy can name them), and on AWS nodes and pods share subnets, so that the range would
 * allow every pod.
 */
function hostPeers(cluster: ClusterSpec, namespace: string): k8s.NetworkPolicyPeer[] {
  if (namespace !== PLATFORM_NAMESPACE || cluster.datapath !== 'gke-calico') return [];
  return cluster.cloud === 'google' ? [{ ipBlock: { cidr: cluster.network.nodeCidr } }] : [];
}
