import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { awsDiskKey, renderDiskKeyStatements } from '../specs/pool/aws/aws-disk-key';
import { googleDiskKey, renderDiskKeyCommand } from '../specs/pool/google/google-disk-key';
import type { NodePoolSpec } from '../specs/pool/node-pool-spec';
import type { Check } from './check';

/** The service that launches machines may not use a user's key by default: without a grant no node of the pool could start. */
export const diskKeyWithoutAccess: Check = {
  id: 'disk-key-without-access',
  severity: 'warning',
  title: 'a pool with a disk key of its own states who gives the cloud access to the key',
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html',
  run: ({ cluster, pools }) =>
    pools.flatMap(({ spec }) => {
      const message = messageOf(spec, cluster);
      return message === undefined ? [] : [{ subject: `pool '${spec.name}'`, message }];
    }),
};

function messageOf(pool: NodePoolSpec, cluster: ClusterSpec): string | undefined {
  if (pool.cloud === 'aws') {
    const key = awsDiskKey(pool.aws);
    if (key?.access !== 'unstated' || cluster.cloud !== 'aws') return undefined;
    const statements = renderDiskKeyStatements(key.arn, cluster.accountId);
    return `nothing states that Auto Scaling may use '${key.property}', and without access no node launches; write 'aws.rootDisk.kmsKey: { arn, access }' instead, with access 'grant' to let keelson make the grant, or 'granted' once the key's policy has the statements ${statements}`;
  }
  const key = googleDiskKey(pool.google);
  if (key?.access !== 'unstated' || cluster.cloud !== 'google') return undefined;
  const command = renderDiskKeyCommand(key.name, cluster.projectId);
  return `nothing states that Compute Engine may use '${key.property}', and without access no node is made; write 'google.disk.kmsKey: { name, access }' instead, with access 'grant' to let keelson make the binding, or 'granted' after you ran ${command}`;
}
