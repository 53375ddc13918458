import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { judgeKmsKey } from '../../machine/kms-key-rules';
import type { AwsClusterSpec } from '../cluster-spec';
import { supportOf } from '../cluster-support';
import { EKS_SUPPORT } from '../kubernetes-support';
import { judgeVersion } from '../version-rules';
import { EKS_ADDON_NAMES, EKS_ADDONS_AS_OF } from './eks-addons';

const ADDON_VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

/** Rules of an EKS control plane: version, add-ons, logs, keys, MTU. */
export function judgeAwsControlPlane(cluster: AwsClusterSpec, problems: Problems): void {
  const { controlPlane } = cluster;
  const { kubernetesVersion, runningVersion } = cluster;
  judgeVersion({ kubernetesVersion, runningVersion, support: supportOf(cluster) }, problems);
  judgeZones(cluster, problems);
  judgeSecretsKey(cluster, problems);
  requireUnique(problems, {
    property: 'controlPlane.webhookPorts',
    values: controlPlane.webhookPorts.map(String),
    what: 'port',
  });
  judgeAddons(cluster, problems);
}

/**
 * Refuses an alias as the key of Secrets. The API of EKS accepts an alias, but the grants to the control plane's role and every later
 * plan fail with it.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/3096
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html
 */
function judgeSecretsKey({ controlPlane, region }: AwsClusterSpec, problems: Problems): void {
  const noAlias =
    "an alias grants the control plane's role nothing, and every plan would show a change, because EKS reports the ARN of the key";
  const arn = controlPlane.secretsKeyArn;
  judgeKmsKey({ property: 'controlPlane.secretsKeyArn', arn, region, noAlias }, problems);
}

function judgeZones({ controlPlane, network }: AwsClusterSpec, problems: Problems): void {
  const { zones } = controlPlane;
  const known = network.zones.map((each) => each.zone);
  requireUnique(problems, { property: 'controlPlane.zones', values: zones, what: 'zone' });
  const remedy =
    'add a zone, or leave it out for all zones of the network; EKS needs interfaces of the control plane in two zones';
  // The network's own rule reports a network of one zone.
  const isWide = zones.length >= 2 || known.length < 2;
  problems.require(isWide, 'controlPlane.zones', 'name at least two zones', zones, remedy);
  for (const zone of zones.filter((each) => !known.includes(each))) {
    const rule = `name zones of the network: ${known.join(', ')}`;
    problems.add('controlPlane.zones', rule, zone, 'correct the zone, or add it to the network');
  }
}

function judgeAddons(cluster: AwsClusterSpec, problems: Problems): void {
  const versions = cluster.controlPlane.addonVersions;
  const known: readonly string[] = EKS_ADDON_NAMES;
  const minor = cluster.kubernetesVersion;
  const missing = known.filter((name) => versions[name] === undefined);
  if (missing.length > 0 && EKS_SUPPORT[minor] !== undefined) {
    const rule = `hold a version of ${missing.join(', ')}, because the data of ${EKS_ADDONS_AS_OF} has none for ${minor}`;
    const remedy = `state the versions; 'aws eks describe-addon-versions --kubernetes-version ${minor}' lists what EKS offers`;
    problems.add('controlPlane.addonVersions', rule, undefined, remedy);
  }
  for (const [name, version] of Object.entries(versions)) {
    const property = `controlPlane.addonVersions.${name}`;
    problems.require(
      known.includes(name),
      property,
      `be one of ${known.join(', ')}`,
      name,
      'remove it, because keelson installs no add-on of another name',
    );
    const rule = "be a version of an EKS add-on: 'v1.2.3-eksbuild.4'";
    problems.require(
      ADDON_VERSION.test(version),
      property,
      rule,
      version,
      "copy it from the output of 'aws eks describe-addon-versions'",
    );
  }
  const proxy = versions['kube-proxy'];
  if (proxy === undefined || !ADDON_VERSION.test(proxy)) return;
  const rule = `be a version of the control plane's minor, ${minor}`;
  problems.require(
    proxy.startsWith(`v${minor}.`),
    'controlPlane.addonVersions.kube-proxy',
    rule,
    proxy,
    "change it together with 'kubernetesVersion'",
  );
}
