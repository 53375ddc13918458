import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import type { AwsAccess } from './aws-cluster-fields';

const PRINCIPAL = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

/** Names of the roles that IAM Identity Center makes in an account, and where they lie. */
const SIGN_IN_ROLE = 'AWSReservedSSO_';
const SIGN_IN_PATH = 'aws-reserved/sso.amazonaws.com/';
const SIGN_IN_ARN = /:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_[^/]+$/;

/** Who administers an EKS cluster. */
export function judgeAwsAccess(access: readonly AwsAccess[], problems: Problems): void {
  const hasAdmin = access.some((entry) => entry.policy === 'cluster-admin');
  const remedy = 'add a role of yours; whoever creates the cluster gets nothing by itself';
  problems.require(
    hasAdmin,
    'access',
    "hold at least one 'cluster-admin'",
    access.length === 0 ? [] : access.map((entry) => entry.policy ?? 'groups only'),
    remedy,
  );
  // A principal may have several policies, each with its own namespaces, but EKS associates each policy once.
  const grants = access.map((entry) => `${entry.policy ?? 'groups'} of ${entry.principalArn}`);
  requireUnique(problems, { property: 'access', values: grants, what: 'grant' });
  access.forEach((entry, index) => {
    judgeEntry(entry, `access[${index}]`, problems);
  });
}

function judgeEntry(entry: AwsAccess, property: string, problems: Problems): void {
  const isRoot = entry.principalArn.endsWith(':root');
  const rule = isRoot
    ? 'not be the root of an account'
    : "be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name'";
  const remedy = isRoot
    ? 'name a role; root stands for everybody in the account'
    : 'copy it from IAM; of a session, take the role';
  problems.require(PRINCIPAL.test(entry.principalArn), `${property}.principalArn`, rule, entry.principalArn, remedy);
  judgeSignInRole(entry.principalArn, `${property}.principalArn`, problems);
  judgeGroups(entry, property, problems);
  if (entry.namespaces === undefined) return;
  const isWide = entry.policy === 'cluster-admin';
  problems.require(
    !isWide,
    `${property}.namespaces`,
    "be absent with 'cluster-admin'",
    entry.namespaces,
    "use 'admin' for namespaces",
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
 * Roles of IAM Identity Center have a path, which the ARN of a session and entries of the old ConfigMap leave out: EKS then finds no
 * such principal and refuses the entry.
 *
 * @see https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2969
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
function judgeSignInRole(principalArn: string, property: string, problems: Problems): void {
  const name = principalArn.split('/').at(-1) ?? '';
  if (!PRINCIPAL.test(principalArn) || !name.startsWith(SIGN_IN_ROLE)) return;
  const [beforePath] = principalArn.split(':role/');
  const whole = `${beforePath}:role/${SIGN_IN_PATH}<region of Identity Center>/${name}`;
  const rule = `have the path of a role of IAM Identity Center: '${whole}', without a region where that is us-east-1`;
  const remedy = `copy it from 'aws iam list-roles --path-prefix /${SIGN_IN_PATH}'`;
  problems.require(SIGN_IN_ARN.test(principalArn), property, rule, principalArn, remedy);
}

function judgeGroups({ policy, groups, namespaces }: AwsAccess, property: string, problems: Problems): void {
  const isIdle = policy === undefined && groups.length === 0;
  const remedy = "state a policy of EKS, or 'groups' that roles of the cluster are bound to";
  problems.require(!isIdle, property, "hold a 'policy' or 'groups'", 'neither', remedy);
  if (policy === undefined && namespaces !== undefined) {
    const why = 'remove it; what groups may do is said by their bindings';
    problems.add(`${property}.namespaces`, "be absent without a 'policy'", namespaces, why);
  }
  for (const group of groups) {
    const rule = "be a name that does not begin with 'system:'";
    const holds = group !== '' && !group.startsWith('system:');
    problems.require(holds, `${property}.groups`, rule, group, "EKS refuses it; for administrators use 'policy'");
  }
}
