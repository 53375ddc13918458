import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import type { AwsAccess } from './aws-cluster-fields';

const PRINCIPAL = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

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
