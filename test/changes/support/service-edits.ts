import { type Change, type EditTable, only, several } from './edits';
import type { Holder } from './locate';

const WORKLOAD = 'clusters[].workloads[]';

/** Changes the first workload of a name, whichever object holds the property. */
export function inWorkload(name: string, change: (workload: Holder) => void): Change {
  return (_, { clusters }) => {
    const workloads = clusters.flatMap((cluster) => [...cluster.workloads]);
    const workload = workloads.find((each) => each.name === name);
    if (workload === undefined) throw new Error(`no workload '${name}'`);
    change(workload as unknown as Holder);
  };
}

/** Edits of the members that a service's container and its sidecars have in common. */
function baseEdits(path: string): EditTable {
  return {
    [`${path}.image`]: 'registry.example.com/shop/web:1.4.3',
    [`${path}.cpu`]: '110m',
    [`${path}.memory`]: '136Mi',
    [`${path}.scratch`]: '640Mi',
    [`${path}.env`]: { MODE: 'slow' },
    [`${path}.command`]: ['/app/web-2'],
    [`${path}.args`]: ['--listen=:8080', '--verbose'],
    [`${path}.writable[].path`]: '/var/cache/other',
    [`${path}.writable[].size`]: '2Mi',
  };
}

/** Edits of the members of services, where the facts of a field alone give no value that the rules accept. */
export const SERVICE_EDITS: EditTable = {
  ...baseEdits(`${WORKLOAD}.container`),
  ...baseEdits(`${WORKLOAD}.sidecars[]`),
  [`${WORKLOAD}.sidecars[].name`]: 'balancer',
  // Between protocols of HTTP only the Service changes; the name of the container's port changes with any other.
  [`${WORKLOAD}.container.protocol`]: several('h2', 'tcp'),
  [`${WORKLOAD}.container.config`]: { 'web.properties': 'mode=slow\n' },
  [`${WORKLOAD}.health.kind`]: only({ kind: 'tcp' }),
  [`${WORKLOAD}.health(http).ready`]: '/ready-2',
  [`${WORKLOAD}.health(http).alive`]: '/alive-2',
  [`${WORKLOAD}.health(grpc).ready`]: 'shop.Ready',
  [`${WORKLOAD}.health(grpc).alive`]: 'shop.Lives',
  [`${WORKLOAD}.health(exec).command`]: ['/bin/check', '--fast'],
  [`${WORKLOAD}.health(none).because`]: 'it answers nobody',
  [`${WORKLOAD}.jvm.line`]: 25,
  [`${WORKLOAD}.jvm.metaspace`]: '80Mi',
  [`${WORKLOAD}.jvm.direct`]: '24Mi',
  [`${WORKLOAD}.jvm.codeCache`]: '40Mi',
  [`${WORKLOAD}.jvm.heapDump.size`]: '640Mi',
  [`${WORKLOAD}.jvm.options`]: ['-Dmode=slow'],
  [`${WORKLOAD}.metrics.path`]: '/stats',
  [`${WORKLOAD}.pullSecrets`]: ['other-registry'],
  [`${WORKLOAD}.singleBecause`]: 'it holds another lock',
  [`${WORKLOAD}.replicas`]: inWorkload('web', (workload) => Object.assign(workload, { replicas: 4 })),
  [`${WORKLOAD}.replicas.target.kind`]: only({ kind: 'pods', metric: 'open_sockets', average: '100' }),
  [`${WORKLOAD}.replicas.target(pods).metric`]: 'open_streams',
  [`${WORKLOAD}.replicas.target(pods).average`]: '30000',
  [`${WORKLOAD}.replicas.target(external).metric`]: 'queue_age',
  [`${WORKLOAD}.replicas.target(external).average`]: '40',
  [`${WORKLOAD}.replicas.target(external).labels`]: { queue: 'returns' },
  [`${WORKLOAD}.maxUnavailable`]: inWorkload('web', (workload) => Object.assign(workload, { maxUnavailable: 2 })),
};
