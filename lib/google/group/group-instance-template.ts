import {
  ComputeRegionInstanceTemplate,
  type ComputeRegionInstanceTemplateConfig,
} from '@cdktf/provider-google/lib/compute-region-instance-template';
import { Construct } from 'constructs';
import { renderGroupUserData } from '../../render/user-data/group-user-data';
import { ENVIRONMENT_TAG } from '../../specs/environment/environment-tags';
import type { GoogleGroupSpec } from '../../specs/group/google/google-group-spec';
import { USER_DATA_BYTES } from '../../specs/machine/user-data-bytes';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { shortHash } from '../../values/short-hash';
import type { GoogleGroupProps } from './google-group-props';

/** Label of the machines and disks of a group, which holds the group's name. */
const GROUP_LABEL = 'keelson-group';

/** Families that Compute Engine stops and starts for maintenance of the host, because they cannot move to another host. */
const UNMOVABLE = /^(h3|h4d)-/;

/** Metadata of every machine: people log in by IAM, and neither keys of the project nor the serial port lead in. */
const HARDENED_METADATA = {
  'enable-oslogin': 'TRUE',
  'block-project-ssh-keys': 'TRUE',
  'serial-port-enable': 'FALSE',
} as const;

/** Properties of {@link GroupInstanceTemplate}. */
export interface GroupInstanceTemplateProps
  extends Pick<GoogleGroupProps, 'group' | 'cluster' | 'network' | 'labelProvider' | 'labels' | 'after'> {
  /** Network tag of the machines, by which firewall rules select them. Never a token. */
  readonly networkTag: string;
}

/**
 * The instance template from which the machines of a group are started. No argument of a template can change, so that its name contains a
 * hash of them: another spec makes another template, to which the group rolls before the old one goes.
 */
export class GroupInstanceTemplate extends Construct {
  /** The template, in the region of the group, so that it fails with no other region. */
  readonly resource: ComputeRegionInstanceTemplate;

  constructor(scope: Construct, id: string, props: GroupInstanceTemplateProps) {
    super(scope, id);
    const { group, cluster, network, labels, after = [] } = props;
    const machine = machineOf(props);
    this.resource = new ComputeRegionInstanceTemplate(this, 'template', {
      provider: props.labelProvider,
      project: cluster.projectId,
      region: cluster.region,
      name: boundedName(`${group.physicalName}-${shortHash(machine)}`, MAX_DNS_LABEL),
      ...machine,
      // The machine has no access_config, hence no external address.
      networkInterface: [{ subnetwork: network.subnetwork, subnetworkProject: network.projectId }],
      labels: { ...labels, [GROUP_LABEL]: group.name },
      // Labels alone never make another template, because its name would be the same; a new template has those of its day.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['labels'] },
      ...(after.length > 0 && { dependsOn: [...after] }),
    });
  }
}

/**
 * The arguments on which the name of the template depends: all but the network, which the lock keeps, and the labels.
 *
 * Without a `service_account` block the provider sends none, and Compute Engine then gives the machine no identity.
 */
function machineOf({ group, networkTag, labels }: GroupInstanceTemplateProps) {
  const { machine } = group;
  const onHostMaintenance = UNMOVABLE.test(machine.type) ? 'TERMINATE' : 'MIGRATE';
  return {
    description: `Machines of group ${group.name}`,
    machineType: machine.type,
    canIpForward: false,
    tags: [networkTag],
    disk: [bootDisk(group, labels?.[ENVIRONMENT_TAG])],
    metadata: metadataOf(group),
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
    scheduling: { automaticRestart: true, onHostMaintenance, preemptible: false, provisioningModel: 'STANDARD' },
  } satisfies Partial<ComputeRegionInstanceTemplateConfig>;
}

function bootDisk({ name, image, disk }: GoogleGroupSpec, environment: string | undefined) {
  return {
    boot: true,
    autoDelete: true,
    sourceImage: image.name,
    diskType: disk.type,
    diskSizeGb: disk.sizeGib,
    diskEncryptionKey: disk.kmsKey === undefined ? undefined : { kmsKeySelfLink: disk.kmsKey.name },
    labels: { ...(environment !== undefined && { [ENVIRONMENT_TAG]: environment }), [GROUP_LABEL]: name },
  };
}

/** The text is sent as base64, because Terraform would evaluate what a file has in the form of its references. */
function metadataOf(group: GoogleGroupSpec): { [key: string]: string } {
  const text = renderGroupUserData(group, USER_DATA_BYTES.google);
  if (text === undefined) return { ...HARDENED_METADATA };
  return {
    ...HARDENED_METADATA,
    'user-data': Buffer.from(text).toString('base64'),
    'user-data-encoding': 'base64',
  };
}
