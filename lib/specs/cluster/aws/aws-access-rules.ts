import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { judgeArnPartition } from '../../machine/arn-partition-rules';
import type { AwsAccess } from './aws-cluster-fields';

/** ARN of an IAM role or user; neither a part of its path nor its name may be empty. */
const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)(\/[\w+=,.@-]+)*\/(?<name>[\w+=,.@-]+)$/;
/** Most characters of the name of a role or user, without its path. */
const MAX_PRINCIPAL_NAME = 64;

/** First characters of the names of roles that IAM Identity Center makes in an account, and the path of these roles. */
const SIGN_IN_ROLE = 'AWSReservedSSO_';
const SIGN_IN_PATH = 'aws-reserved/sso.amazonaws.com/';
const SIGN_IN_ARN = /:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_[^/]+$/;

/** Rules of the access entries of an EKS cluster. */
export function judgeAwsAccess(access: readonly AwsAccess[], region: string, problems: Problems): void {
  const hasAdmin = access.some((entry) => entry.policy === 'cluster-admin');
  const remedy = 'add a role of yours; the creator of the cluster gets no access by itself';
  problems.require(
    hasAdmin,
    'access',
    "hold at least one 'cluster-admin'",
    access.length === 0 ? [] : access.map((entry) => entry.policy ?? 'groups only'),
    remedy,
  );
  // A principal may have several policies, each with its own namespaces, but EKS associates each policy with a principal only once.
  const grants = access.map((entry) => `${entry.policy ?? 'groups'} of ${entry.principalArn}`);
  requireUnique(problems, { property: 'access', values: grants, what: 'grant' });
  access.forEach((entry, index) => {
    const property = `access[${index}]`;
    judgePrincipal(entry.principalArn, { property: `${property}.principalArn`, region }, problems);
    judgeEntry(entry, property, problems);
  });
}

interface Place {
  /** Path of the principal in the input. */
  readonly property: string;
  /** Region of the cluster. */
  readonly region: string;
}

function judgePrincipal(principalArn: string, { property, region }: Place, problems: Problems): void {
  const isRoot = principalArn.endsWith(':root');
  const rule = isRoot
    ? 'not be the root of an account'
    : "be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name'";
  const remedy = isRoot
    ? 'name a role; the root of an account stands for everybody in the account'
    : "copy it from IAM; instead of the ARN of a session, take its role's";
  const parts = PRINCIPAL.exec(principalArn)?.groups;
  problems.require(parts !== undefined, property, rule, principalArn, remedy);
  if (parts === undefined) return;
  judgeArnPartition({ property, arn: principalArn, region }, problems);
  const length = parts.name?.length ?? 0;
  const most = `have a name of at most ${MAX_PRINCIPAL_NAME} characters, without its path`;
  problems.require(
    length <= MAX_PRINCIPAL_NAME,
    property,
    most,
    length,
    'copy it from IAM, which allows no longer names',
  );
  judgeSignInRole(principalArn, property, problems);
}

function judgeEntry(entry: AwsAccess, property: string, problems: Problems): void {
  judgeGroups(entry, property, problems);
  if (entry.namespaces === undefined) return;
  const isWide = entry.policy === 'cluster-admin';
  problems.require(
    !isWide,
    `${property}.namespaces`,
    "be absent with 'cluster-admin'",
    entry.namespaces,
    "use 'admin' for single namespaces; 'cluster-admin' is always for the whole cluster",
  );
  problems.require(
    entry.namespaces.length > 0,
    `${property}.namespaces`,
    'name at least one namespace',
    [],
    'leave it out for the whole cluster',
  );
  for (const namespace of entry.namespaces) problems.capture(`${property}.namespaces`, () => parseName(namespace));
}

/**
 * Roles of IAM Identity Center have a path. The ARN of a session and the entries of the former aws-auth ConfigMap leave the path out,
 * and EKS refuses an access entry with such an ARN, because no principal has it.
 *
 * @see https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
function judgeSignInRole(principalArn: string, property: string, problems: Problems): void {
  const name = principalArn.split('/').at(-1) ?? '';
  if (!name.startsWith(SIGN_IN_ROLE)) return;
  const [beforePath] = principalArn.split(':role/');
  const whole = `${beforePath}:role/${SIGN_IN_PATH}<region of Identity Center>/${name}`;
  const rule = `have the path of a role of IAM Identity Center: '${whole}', without a region where that is us-east-1`;
  const remedy = `copy it from 'aws iam list-roles --path-prefix /${SIGN_IN_PATH}'`;
  problems.require(SIGN_IN_ARN.test(principalArn), property, rule, principalArn, remedy);
}

function judgeGroups({ policy, groups, namespaces }: AwsAccess, property: string, problems: Problems): void {
  const isIdle = policy === undefined && groups.length === 0;
  const remedy = "state a policy of EKS, or 'groups' to which roles of the cluster are bound";
  problems.require(!isIdle, property, "hold a 'policy' or 'groups'", 'neither', remedy);
  if (policy === undefined && namespaces !== undefined) {
    const why = 'remove it; the bindings of the groups decide what they may do, and where';
    problems.add(`${property}.namespaces`, "be absent without a 'policy'", namespaces, why);
  }
  for (const group of groups) {
    const rule = "be a name that does not begin with 'system:'";
    const holds = group !== '' && !group.startsWith('system:');
    problems.require(
      holds,
      `${property}.groups`,
      rule,
      group,
      "rename it, because EKS refuses it; for administrators use 'policy'",
    );
  }
}
