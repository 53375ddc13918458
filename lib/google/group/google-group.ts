import { ComputeRegionAutoscaler } from '@cdktf/provider-google/lib/compute-region-autoscaler';
import { ComputeRegionHealthCheck } from '@cdktf/provider-google/lib/compute-region-health-check';
import {
  ComputeRegionInstanceGroupManager,
  type ComputeRegionInstanceGroupManagerAutoHealingPolicies,
} from '@cdktf/provider-google/lib/compute-region-instance-group-manager';
import { Construct } from 'constructs';
import type { GoogleGroupHealth } from '../../specs/group/google/google-group-fields';
import { countOfGroup, type GoogleGroupSpec } from '../../specs/group/google/google-group-spec';
import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { shortHash } from '../../values/short-hash';
import { autoscalingPolicy } from '../autoscaling-policy';
import type { GoogleGroupProps } from './google-group-props';
import { GroupFirewall } from './group-firewall';
import { GroupInstanceTemplate } from './group-instance-template';

/** Compute Engine appends a dash and four characters to the name of each machine. */
const MAX_MACHINE_NAME = 58;

/**
 * Machines that are no nodes: an instance template, one regional instance group, its autoscaler where the group scales itself, a check of
 * its health where one is stated, and firewall rules.
 *
 * The name of the instance group contains a hash of its zones, which cannot change: other zones make another group, which exists before
 * the old one goes but whose machines do not run by then. The lock refuses other zones therefore. Everything else changes in place, and
 * what is in the template by a roll.
 */
export class GoogleGroup extends Construct {
  /** The manager of the instance group; autoscalers target it. */
  readonly resource: ComputeRegionInstanceGroupManager;
  /** Network tag that only the machines of this group carry; never a token. */
  readonly networkTag: string;

  constructor(scope: Construct, id: string, props: GoogleGroupProps) {
    super(scope, id);
    const { group } = props;
    this.networkTag = boundedName(group.physicalName, MAX_DNS_LABEL);
    const { networkTag } = this;
    new GroupFirewall(this, 'firewall', { ...props, networkTag });
    const template = new GroupInstanceTemplate(this, 'instance-template', { ...props, networkTag });
    const healing = group.health && this.addHealing(props, group.health);
    this.resource = this.addManager(props, { template, healing });
    this.addAutoscaler(props);
  }

  /** URL of the instance group, to which balancers attach. */
  get instanceGroupUrl(): string {
    return this.resource.instanceGroup;
  }

  private addHealing({ group, cluster }: GoogleGroupProps, health: GoogleGroupHealth): Healing {
    const { port } = health;
    const check = new ComputeRegionHealthCheck(this, 'health-check', {
      project: cluster.projectId,
      region: cluster.region,
      name: boundedName(group.physicalName, MAX_DNS_LABEL),
      description: `Health of the machines of group ${group.name}`,
      checkIntervalSec: health.intervalSeconds,
      timeoutSec: health.timeoutSeconds,
      healthyThreshold: health.healthyAfter,
      unhealthyThreshold: health.unhealthyAfter,
      ...(health.kind === 'http'
        ? { httpHealthCheck: { port, requestPath: health.path } }
        : { tcpHealthCheck: { port } }),
      // The logs tell why a machine was made anew.
      logConfig: { enable: true },
      // Otherwise Terraform would delete the check while the group still uses it.
      lifecycle: { createBeforeDestroy: true },
    });
    return { healthCheck: check.selfLink, initialDelaySec: health.initialDelaySeconds };
  }

  private addManager({ group, cluster }: GoogleGroupProps, parts: GroupParts): ComputeRegionInstanceGroupManager {
    const { template, healing } = parts;
    const isScaled = group.scaling.kind !== 'fixed';
    return new ComputeRegionInstanceGroupManager(this, 'group', {
      project: cluster.projectId,
      region: cluster.region,
      name: nameOf(group),
      baseInstanceName: boundedName(group.physicalName, MAX_MACHINE_NAME),
      distributionPolicyZones: [...group.zones],
      distributionPolicyTargetShape: 'EVEN',
      targetSize: countOfGroup(group, group.size.initial),
      version: [{ instanceTemplate: template.resource.selfLink }],
      updatePolicy: updatePolicy(group),
      ...(healing !== undefined && { autoHealingPolicies: healing }),
      // Terraform does not wait for machines, because a roll could outlast its credentials.
      waitForInstances: false,
      // Terraform sets the size of a scaled group at creation only, because a deploy would otherwise undo what the autoscaler did.
      lifecycle: { createBeforeDestroy: true, ...(isScaled && { ignoreChanges: ['target_size'] }) },
    });
  }

  private addAutoscaler({ group, cluster }: GoogleGroupProps): void {
    const { scaling, size } = group;
    if (scaling.kind === 'fixed') return;
    new ComputeRegionAutoscaler(this, 'autoscaler', {
      project: cluster.projectId,
      region: cluster.region,
      // With the name of the group another group gets another autoscaler, instead of one that changes its target.
      name: nameOf(group),
      target: this.resource.selfLink,
      autoscalingPolicy: autoscalingPolicy(scaling, size, (count) => countOfGroup(group, count)),
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

type Healing = ComputeRegionInstanceGroupManagerAutoHealingPolicies;

interface GroupParts {
  readonly template: GroupInstanceTemplate;
  readonly healing: Healing | undefined;
}

function nameOf({ physicalName, zones }: GoogleGroupSpec): string {
  return boundedName(`${physicalName}-${shortHash({ zones })}`, MAX_DNS_LABEL);
}

/**
 * A changed template reaches every machine by a replacement, because cloud-init writes files at the first boot alone. A regional group
 * demands that a number of machines is 0 or at least that of its zones, which a number for each zone always is.
 */
function updatePolicy({ rollout, zones }: GoogleGroupSpec) {
  return {
    type: 'PROACTIVE',
    minimalAction: 'REPLACE',
    mostDisruptiveAllowedAction: 'REPLACE',
    replacementMethod: 'SUBSTITUTE',
    instanceRedistributionType: 'PROACTIVE',
    maxSurgeFixed: rollout.maxSurge * zones.length,
    maxUnavailableFixed: rollout.maxUnavailable * zones.length,
  };
}
