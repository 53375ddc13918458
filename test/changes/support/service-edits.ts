import { podYamlText } from '../../fixtures/maximal-services';
import { type Change, type EditTable, only, several, together } from './edits';
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

/** Replaces one patch of the pod that a team wrote. */
function inPatch(index: number, patch: object): Change {
  return inWorkload('written', (workload) => {
    const podYaml = workload['podYaml'] as Holder;
    const patches = podYaml['patches'] as readonly object[];
    podYaml['patches'] = patches.map((each, place) => (place === index ? patch : each));
  });
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
  [`${WORKLOAD}.podYaml.text`]: podYamlText('registry.example.com/shop/written:1.4.3'),
  [`${WORKLOAD}.podYaml.container`]: together({ container: 'app', port: 'inner' }),
  [`${WORKLOAD}.podYaml.port`]: 'other',
  [`${WORKLOAD}.podYaml.protocol`]: several('h2', 'tcp'),
  [`${WORKLOAD}.podYaml.patches[].op`]: inPatch(1, { op: 'remove', path: '/spec/containers/0/ports/1' }),
  [`${WORKLOAD}.podYaml.patches[].path`]: inPatch(1, { op: 'add', path: '/spec/containers/1/args', value: '["-v"]' }),
  [`${WORKLOAD}.podYaml.patches[].from`]: inPatch(2, {
    op: 'copy',
    from: '/spec/containers/1/name',
    path: '/metadata/annotations/example.com~1serves',
  }),
  [`${WORKLOAD}.podYaml.patches[].value`]: inPatch(1, {
    op: 'add',
    path: '/spec/containers/0/workingDir',
    value: '"/data"',
  }),
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
