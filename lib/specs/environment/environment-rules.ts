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
 * Most tags of an environment: AWS accepts 50 tags a resource, and instances carry four tags of keelson; Google accepts 64 labels a
 * resource, of which keelson and the provider set one each.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @see https://cloud.google.com/compute/docs/labeling-resources
 */
const MAX_TAGS: Readonly<Record<EnvironmentMembers['cloud'], number>> = { aws: 46, google: 62 };
const GOOGLE_LABEL_KEY = /^[a-z][a-z0-9_-]{0,62}$/;
const GOOGLE_LABEL_VALUE = /^[a-z0-9_-]{0,63}$/;
const AWS_TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Rules of an environment itself; its clusters have rules of their own. */
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
  problems.require(
    !peers.includes(input.name),
    'peersWith',
    'name other environments',
    input.name,
    "remove the environment's own name",
  );
  judgeState(input.state, problems);
}

function judgeAccount(input: EnvironmentMembers, problems: Problems): void {
  if (input.cloud === 'aws') {
    const holds = /^\d{12}$/.test(input.accountId);
    problems.require(
      holds,
      'accountId',
      'be 12 digits',
      input.accountId,
      'write the account id in quotes, with its leading zeros',
    );
    return;
  }
  const rule =
    'be a project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash';
  problems.require(
    PROJECT_ID.test(input.projectId),
    'projectId',
    rule,
    input.projectId,
    'use the id of the project, not its number or name',
  );
}

function judgeClusterNames(names: readonly string[], problems: Problems): void {
  problems.require(names.length > 0, 'clusters', 'hold at least one cluster', names, 'add a cluster');
  requireUnique(problems, { property: 'clusters', values: names, what: 'cluster' });
  for (const name of names) {
    const longer = names.find((other) => other.startsWith(`${name}-`));
    if (longer === undefined) continue;
    const rule = `not begin with the name of another cluster and a dash ('${name}-')`;
    problems.add(
      'clusters',
      rule,
      longer,
      'rename one of the two; otherwise names derived from their pools could be the same',
    );
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
      'remove it; keelson sets this tag on every resource',
    );
    if (input.cloud === 'aws') judgeAwsTag(key, value, problems);
    else judgeGoogleLabel(key, value, problems);
  }
  if (input.cloud === 'aws') judgeTagCase(input.tags, problems);
  const most = MAX_TAGS[input.cloud];
  const count = Object.keys(input.tags).length;
  const rule = `hold at most ${most} entries, because some resources have further tags of keelson and the cloud accepts no more`;
  problems.require(count <= most, 'tags', rule, count, `remove ${count - most} of them`);
}

/**
 * IAM roles get every tag, and IAM treats keys that differ only in case as the same key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
function judgeTagCase(tags: Readonly<Record<string, string>>, problems: Problems): void {
  const keys = [ENVIRONMENT_TAG, ...Object.keys(tags).filter((key) => key !== ENVIRONMENT_TAG)];
  keys.forEach((key, index) => {
    const earlier = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    if (earlier === undefined) return;
    const rule = `differ from '${earlier}' in more than case`;
    problems.add(`tags.${key}`, rule, key, 'keep one of the two; IAM treats both as the same key');
  });
}

function judgeAwsTag(key: string, value: string, problems: Problems): void {
  const keyHolds = key.length >= 1 && key.length <= 128 && AWS_TAG_TEXT.test(key) && !/^aws:/i.test(key);
  const keyRule = "be a tag key of AWS: 1 to 128 letters, digits, spaces or _.:/=+-@, not beginning with 'aws:'";
  problems.require(keyHolds, `tags.${key}`, keyRule, key, 'rename it');
  // The cloud controller fails where two security groups of an interface carry this tag, so it may not be a tag of every resource.
  const isOwned = key.startsWith('kubernetes.io/cluster/');
  problems.require(
    !isOwned,
    `tags.${key}`,
    "not begin with 'kubernetes.io/cluster/'",
    key,
    'remove it; keelson sets this tag where it is needed, and a second one breaks load balancers',
  );
  const valueRule = 'have a value of letters, digits, spaces or _.:/=+-@';
  problems.require(AWS_TAG_TEXT.test(value), `tags.${key}`, valueRule, value, 'remove the other characters');
  const length = 'have a value of at most 256 characters';
  problems.require(value.length <= 256, `tags.${key}`, length, value.length, 'shorten it');
}

function judgeGoogleLabel(key: string, value: string, problems: Problems): void {
  const keyRule =
    'be a label key of Google Cloud: at most 63 lower-case letters, digits, dashes or underscores, beginning with a letter';
  problems.require(GOOGLE_LABEL_KEY.test(key), `tags.${key}`, keyRule, key, 'rename it');
  const valueRule = 'have a value of at most 63 lower-case letters, digits, dashes or underscores';
  problems.require(GOOGLE_LABEL_VALUE.test(value), `tags.${key}`, valueRule, value, 'change the value');
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
