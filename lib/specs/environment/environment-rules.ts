import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { parseAwsRegion } from '../../values/region';
import { requireUnique } from '../fields/unique';
import { judgeKmsKey } from '../machine/kms-key-rules';
import type { EnvironmentMembers, StateSpec } from './environment-fields';
import { ENVIRONMENT_TAG } from './environment-tags';
import { judgeStateBucket } from './state-bucket-rules';

const PROJECT_ID = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const KEY_PREFIX = /^[\w!.*'()-]+(\/[\w!.*'()-]+)*$/;
/**
 * Tags that are left to the environment: AWS takes 50 a resource, and instances carry four of ours; Google takes 64 labels, and one
 * is ours and one the provider's.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @see https://cloud.google.com/compute/docs/labeling-resources
 */
const MAX_TAGS: Readonly<Record<EnvironmentMembers['cloud'], number>> = { aws: 46, google: 62 };
const GOOGLE_LABEL_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const GOOGLE_LABEL_VALUE = /^[a-z0-9_-]{0,63}$/;
const AWS_TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Rules of an environment itself; its clusters have their own. */
export function judgeEnvironment(input: EnvironmentMembers, problems: Problems): void {
  problems.capture('name', () => parseName(input.name));
  judgeAccount(input, problems);
  judgeTags(input, problems);
  judgeClusterNames(
    input.clusters.map((cluster) => cluster.name),
    problems,
  );
  const peers = input.peersWith;
  requireUnique(problems, { property: 'peersWith', values: peers, what: 'environment' });
  problems.require(!peers.includes(input.name), 'peersWith', 'name other environments', input.name, 'remove it');
  judgeState(input.state, problems);
}

function judgeAccount(input: EnvironmentMembers, problems: Problems): void {
  if (input.cloud === 'aws') {
    const holds = /^\d{12}$/.test(input.accountId);
    problems.require(holds, 'accountId', 'be 12 digits', input.accountId, 'write it in quotes, leading zeros included');
    return;
  }
  const rule = 'be a project id: 6 to 30 lower-case letters, digits and dashes, first a letter, last no dash';
  problems.require(
    PROJECT_ID.test(input.projectId),
    'projectId',
    rule,
    input.projectId,
    'use the id, not the number or the name',
  );
}

function judgeClusterNames(names: readonly string[], problems: Problems): void {
  problems.require(names.length > 0, 'clusters', 'name at least one cluster', names, 'add a cluster');
  requireUnique(problems, { property: 'clusters', values: names, what: 'cluster' });
  for (const name of names) {
    const longer = names.find((other) => other.startsWith(`${name}-`));
    if (longer === undefined) continue;
    const rule = `not be named like another and a dash ('${name}')`;
    problems.add('clusters', rule, longer, 'rename one of them; names derived from pools could be the same');
  }
}

function judgeTags(input: EnvironmentMembers, problems: Problems): void {
  for (const [key, value] of Object.entries(input.tags)) {
    const property = `tags.${key}`;
    problems.require(
      key !== ENVIRONMENT_TAG,
      property,
      `not be '${ENVIRONMENT_TAG}'`,
      value,
      'remove it; it is filled in',
    );
    if (input.cloud === 'aws') judgeAwsTag(key, value, problems);
    else judgeGoogleLabel(key, value, problems);
  }
  if (input.cloud === 'aws') judgeTagCase(input.tags, problems);
  const most = MAX_TAGS[input.cloud];
  const count = Object.keys(input.tags).length;
  const rule = `hold at most ${most} entries, with which resources that we tag ourselves are full`;
  problems.require(count <= most, 'tags', rule, count, `remove ${count - most}`);
}

/**
 * Roles get every tag, and IAM takes keys that differ only in case for the same.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
function judgeTagCase(tags: Readonly<Record<string, string>>, problems: Problems): void {
  const keys = [ENVIRONMENT_TAG, ...Object.keys(tags).filter((key) => key !== ENVIRONMENT_TAG)];
  keys.forEach((key, index) => {
    const earlier = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    if (earlier === undefined) return;
    const rule = `differ from '${earlier}' in more than case`;
    problems.add(`tags.${key}`, rule, key, 'keep one of them; IAM takes both for the same key');
  });
}

function judgeAwsTag(key: string, value: string, problems: Problems): void {
  const keyHolds = key.length >= 1 && key.length <= 128 && AWS_TAG_TEXT.test(key) && !/^aws:/i.test(key);
  const keyRule = "be a tag of AWS: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with 'aws:'";
  problems.require(keyHolds, `tags.${key}`, keyRule, key, 'rename it');
  // Exactly one security group per interface may carry it, so it is never a default tag.
  const isOwned = key.startsWith('kubernetes.io/cluster/');
  problems.require(
    !isOwned,
    `tags.${key}`,
    "not begin with 'kubernetes.io/cluster/'",
    key,
    'remove it; it is set where it belongs',
  );
  const valueRule = 'have a value of letters, digits, spaces or _.:/=+-@';
  problems.require(AWS_TAG_TEXT.test(value), `tags.${key}`, valueRule, value, 'respell it');
  const length = 'have a value of at most 256 characters';
  problems.require(value.length <= 256, `tags.${key}`, length, value.length, 'shorten it');
}

function judgeGoogleLabel(key: string, value: string, problems: Problems): void {
  const keyRule =
    'be a label of Google Cloud: at most 63 lower-case letters, digits, dashes or underscores, first a letter';
  problems.require(GOOGLE_LABEL_KEY.test(key), `tags.${key}`, keyRule, key, 'rename it');
  const valueRule = 'have a value of at most 63 lower-case letters, digits, dashes or underscores';
  problems.require(GOOGLE_LABEL_VALUE.test(value), `tags.${key}`, valueRule, value, 'respell it');
}

function judgeState(state: StateSpec, problems: Problems): void {
  if (state.kind === 'local') return;
  const isS3 = state.kind === 's3';
  judgeStateBucket(state.kind, state.bucket, problems);
  if (isS3) {
    problems.capture('state.region', () => parseAwsRegion(state.region));
    judgeKmsKey({ property: 'state.kmsKeyId', arn: state.kmsKeyId, region: state.region }, problems);
  }
  const [member, prefix] = isS3 ? (['keyPrefix', state.keyPrefix] as const) : (['prefix', state.prefix] as const);
  const holds = KEY_PREFIX.test(prefix);
  problems.require(
    holds,
    `state.${member}`,
    'be a path without a slash at either end',
    prefix,
    "write it as 'team/keelson'",
  );
}
