import { list, members } from '../fields/compound-fields';
import { optional, withDefault } from '../fields/field';
import { flag, number, text } from '../fields/leaf-fields';
import { refused } from '../fields/state-effect';
import type { GoogleNetworkInput } from './network-input';

const natPorts = number({
  rule: 'be a power of two, 32 to 65536',
  remedy: () => 'use 1024, or more where nodes open many connections to one host',
  holds: (ports) => Number.isInteger(Math.log2(ports)) && ports >= 32 && ports <= 65536,
  range: { min: 32, max: 65536, unit: '' },
});

/** Fields of a network on Google Cloud. */
export const googleNetworkFields = members<GoogleNetworkInput>()({
  nodeCidr: refused(text),
  podCidr: refused(text),
  serviceCidr: refused(text),
  controlPlaneCidr: refused(text),
  zones: list(text),
  natMinPortsPerVm: withDefault(natPorts, 1024),
  flowLogs: withDefault(flag, false),
  existing: refused(
    optional(
      members<NonNullable<GoogleNetworkInput['existing']>>()({
        network: text,
        subnetwork: text,
        podRangeName: text,
        serviceRangeName: text,
      }),
    ),
  ),
});
