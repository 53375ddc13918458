import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { judgeCustomType } from '../../machine/google-custom-rules';
import { type GoogleMachineFacts, googleMachineFacts } from '../../machine/google-machine-facts';
import { judgeDiskKey } from '../../pool/google/google-disk-key-rules';
import { judgeBootDisk } from '../../pool/google/google-machine-rules';
import { judgeSize, judgeZones } from '../../pool/node-pool-rules';
import { judgeLoop } from '../../scaling/instance-group-rules';
import { judgeFirstBoot, judgePorts, judgeRanges } from '../group-rules';
import type { GoogleGroupMembers } from './google-group-fields';
import { judgeGroupHealth } from './google-group-health-rules';
import { countOfGroup, type GoogleGroupSpec } from './google-group-spec';

/** Machines that a regional instance group has at most, unless somebody raises the limit of the project. */
const MAX_MACHINES = 2000;

/** Most ranges of one firewall rule that we state; Google takes more. */
const MAX_RANGES = 256;

const IMAGE = /^projects\/[a-z0-9.:-]+\/global\/images\/[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const FAMILY = /\/images\/family\//;

/** A group on Google Cloud, with the members of its cluster on which its rules depend. */
export interface JudgedGoogleGroup {
  readonly input: GoogleGroupMembers;
  readonly spec: GoogleGroupSpec;
  /** Region of the cluster. */
  readonly region: string;
  readonly networkZones: readonly string[];
}

/** Rules of a group of machines on Google Cloud. */
export function judgeGoogleGroup(group: JudgedGoogleGroup, problems: Problems): void {
  const { input, spec, region } = group;
  const { kmsKey } = spec.disk;
  problems.capture('name', () => parseName(input.name));
  judgeSize(group, problems);
  judgeZones(group, problems);
  judgeLargest(spec, problems);
  judgeMachine(group, problems);
  judgeImage(spec, problems);
  if (kmsKey !== undefined) judgeDiskKey({ property: 'disk.kmsKey.name', name: kmsKey.name }, region, problems);
  judgeFirstBoot(spec, problems);
  judgePorts(spec.ports, problems);
  judgeRuleSizes(spec, problems);
  judgeRollout(spec, problems);
  judgeScaling(spec, problems);
  if (spec.health !== undefined) judgeGroupHealth(spec.health, problems);
}

/** @see https://cloud.google.com/compute/docs/instance-groups/regional-migs */
function judgeLargest(spec: GoogleGroupSpec, problems: Problems): void {
  const most = countOfGroup(spec, spec.size.max);
  const { length } = spec.zones;
  const shown = spec.size.scope === 'per-zone' ? `${spec.size.max} x ${length} zones = ${most}` : most;
  const rule = `give the group at most ${MAX_MACHINES} machines, because a regional instance group has no more`;
  problems.require(most <= MAX_MACHINES, 'size.max', rule, shown, 'lower it, or make a second group');
}

function judgeMachine({ input, spec }: JudgedGoogleGroup, problems: Problems): void {
  const { type } = spec.machine;
  const property = 'machine.type';
  const facts = googleMachineFacts(type);
  const remedy = "write it as 'n2-standard-4'";
  if (!problems.require(facts !== undefined, property, 'be a machine type of Google Cloud', type, remedy)) return;
  if (facts === undefined || !judgeSuitable(type, facts, problems)) return;
  if (!judgeCustomType(property, type, problems)) return;
  const disk = { stated: input.disk.type, resolved: spec.disk.type };
  judgeBootDisk({ type, facts, disk, property: 'disk.type', machines: 'machines' }, problems);
}

/** Bare metal has no shielded boot of virtual machines, and accelerators need drivers of their own. */
function judgeSuitable(type: string, { isBareMetal, unsuitable }: GoogleMachineFacts, problems: Problems): boolean {
  const holds = !isBareMetal && unsuitable === undefined;
  const rule = 'be a virtual machine without accelerators';
  const remedy = 'take another type; bare metal and accelerators start, move and are secured in another way';
  return problems.require(holds, 'machine.type', rule, type, remedy);
}

function judgeImage({ image: { name } }: GoogleGroupSpec, problems: Problems): void {
  if (FAMILY.test(name)) {
    const rule = 'name one version of the image and no family';
    const remedy = 'replace the family by a name, because otherwise machines differ by the day on which they start';
    problems.add('image.name', rule, name, remedy);
    return;
  }
  const rule = "be the name of an image: 'projects/P/global/images/NAME'";
  problems.require(IMAGE.test(name), 'image.name', rule, name, 'copy it from the image');
}

/**
 * Refuses more ranges for one port than its firewall rule takes for sure.
 *
 * @see https://cloud.google.com/firewall/docs/quotas
 */
function judgeRuleSizes({ ports }: GoogleGroupSpec, problems: Problems): void {
  ports.forEach(({ from }, index) => {
    const rule = `have at most ${MAX_RANGES} ranges, because the port has one firewall rule`;
    judgeRanges({ counts: [from.length], most: MAX_RANGES, property: `ports[${index}].from`, rule }, problems);
  });
}

function judgeRollout({ rollout: { maxSurge, maxUnavailable } }: GoogleGroupSpec, problems: Problems): void {
  const rule = "have a 'maxSurge' or a 'maxUnavailable' above 0";
  const shown = { maxSurge, maxUnavailable };
  const remedy = 'raise one of them, because a roll could otherwise never begin';
  problems.require(maxSurge + maxUnavailable > 0, 'rollout', rule, shown, remedy);
}

/** An empty group has no machine whose processors could ask for a second one. */
function judgeScaling({ scaling, size }: GoogleGroupSpec, problems: Problems): void {
  if (scaling.kind !== 'instance-group') return;
  judgeLoop(scaling, size, problems);
  const rule = "be at least 1 where scaling is 'instance-group', because the signals come from running machines";
  problems.require(size.min > 0, 'size.min', rule, size.min, 'raise it; an empty group would stay empty');
}
