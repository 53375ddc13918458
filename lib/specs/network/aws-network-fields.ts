import { atMost, list, members } from '../fields/compound-fields';
import { optional, withDefault } from '../fields/field';
import { oneOf, text } from '../fields/leaf-fields';
import { inert, refused, replaces } from '../fields/state-effect';
import { logRetentionDays } from './log-retention';
import type { AwsNetworkInput, AwsZoneInput } from './network-input';

/** Zones that are judged at most; the rules of the network refuse more than six with their reason. */
const MAX_ZONES = 16;

const zone = members<AwsZoneInput>()({
  zone: refused(text),
  publicCidr: refused(text),
  privateCidr: refused(text),
  existing: optional(
    members<NonNullable<AwsZoneInput['existing']>>()({
      publicSubnetId: inert(text),
      privateSubnetId: replaces(text),
    }),
  ),
});

/** Fields of a network on AWS. */
export const awsNetworkFields = members<AwsNetworkInput>()({
  vpcCidr: refused(text),
  zones: atMost(MAX_ZONES, list(zone)),
  nat: withDefault(oneOf('per-zone', 'single'), 'per-zone'),
  primaryZone: refused(optional(text)),
  flowLogs: optional(
    members<NonNullable<AwsNetworkInput['flowLogs']>>()({
      retentionDays: logRetentionDays,
      traffic: replaces(oneOf('ALL', 'REJECT')),
    }),
  ),
  existing: optional(members<NonNullable<AwsNetworkInput['existing']>>()({ vpcId: refused(text) })),
});
