import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import type { GoogleNodePoolMembers } from '../node-pool-fields';
import type { GoogleNodePoolSpec } from '../node-pool-spec';
import { googleDiskKey } from './google-disk-key';
import { judgeDiskKey } from './google-disk-key-rules';
import { judgeGoogleMachine } from './google-machine-rules';
import { judgeGoogleScaling } from './google-scaling-rules';
import { judgeGoogleSize } from './google-size-rules';

const MAX_SURGE = 20;
const NETWORK_TAG = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Prefixes of labels that GKE reserves for itself. */
const GKE_LABEL_PREFIXES = ['cloud.google.com/', 'gke.io/', 'node.gke.io/'];

/** A pool on Google Cloud, with the region on which its rules depend. */
export interface JudgedGooglePool {
  readonly input: GoogleNodePoolMembers;
  readonly spec: GoogleNodePoolSpec;
  /** Region of the cluster. */
  readonly region: string;
}

/** Rules of a pool that apply on Google Cloud only. */
export function judgeGooglePool({ input, spec, region }: JudgedGooglePool, problems: Problems): void {
  judgeGoogleMachine({ input, spec }, problems);
  judgeDisk(spec, region, problems);
  judgeUpgrade(spec, problems);
  judgeTags(spec, problems);
  judgeGoogleSize(spec, problems);
  judgeGoogleScaling(spec, problems);
  judgeGkeLabels(input, problems);
  if (spec.google.spot && spec.purpose === 'traffic') {
    const why = 'buy it on demand, because ordinary pods get about 15 s, less than any load balancer needs to drain';
    problems.add('google.spot', "be false for a pool of purpose 'traffic'", true, why);
  }
}

function judgeDisk({ google }: GoogleNodePoolSpec, region: string, problems: Problems): void {
  const { kmsKey, kmsKeyName } = google.disk;
  const isTwice = kmsKey !== undefined && kmsKeyName !== undefined;
  const remedy = "remove it; 'kmsKey' states the key";
  problems.require(!isTwice, 'google.disk.kmsKeyName', "be absent beside 'kmsKey'", kmsKeyName, remedy);
  const key = googleDiskKey(google);
  if (key !== undefined) judgeDiskKey(key, region, problems);
}

function judgeUpgrade({ google }: GoogleNodePoolSpec, problems: Problems): void {
  const { maxSurge, maxUnavailable } = google.upgrade;
  const sum = maxSurge + maxUnavailable;
  const shown = `${maxSurge} + ${maxUnavailable} = ${sum}`;
  const rule = `have a sum of maxSurge and maxUnavailable of 1 to ${MAX_SURGE}`;
  const remedy = sum === 0 ? 'raise one of them, because an upgrade could otherwise never begin' : 'lower one of them';
  problems.require(sum >= 1 && sum <= MAX_SURGE, 'google.upgrade', rule, shown, remedy);
}

function judgeTags({ google }: GoogleNodePoolSpec, problems: Problems): void {
  requireUnique(problems, { property: 'google.networkTags', values: google.networkTags, what: 'tag' });
  for (const tag of google.networkTags.filter((candidate) => !NETWORK_TAG.test(candidate))) {
    problems.add(
      'google.networkTags',
      'be at most 63 lower-case letters, digits and dashes that begin with a letter',
      tag,
      'rename it',
    );
  }
}

function judgeGkeLabels(input: GoogleNodePoolMembers, problems: Problems): void {
  for (const key of Object.keys(input.labels)) {
    const isKept = GKE_LABEL_PREFIXES.some((prefix) => key.startsWith(prefix));
    problems.require(
      !isKept,
      `labels.${key}`,
      'not use a prefix that GKE reserves for itself',
      key,
      'use a prefix of your own',
    );
  }
}
