import { ClusterAutoscaler } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler';
import { renderPriorities } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-priorities';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import { CLUSTER_AUTOSCALER_IMAGES } from '../../../lib/specs/shipped-images';
import { awsPool } from '../../fixtures/aws-environment';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';
import { autoscaled, SCALED, SYSTEM } from './autoscaled-clusters';

function objectsOf(overrides: Partial<AwsClusterInput> = {}) {
  return synthesizeConstruct((chart) => void new ClusterAutoscaler(chart, 'ClusterAutoscaler', autoscaled(overrides)));
}

function podOf(overrides: Partial<AwsClusterInput> = {}): Record<string, unknown> {
  const deployment = onlyObject(objectsOf(overrides), 'Deployment', 'cluster-autoscaler');
  return (deployment['spec'] as { template: { spec: Record<string, unknown> } }).template.spec;
}

describe('the pods of the cluster autoscaler', () => {
  it('run on the pools for the system that it does not scale, and tolerate their taints', () => {
    const taints = [{ key: 'dedicated', value: 'system', effect: 'NoSchedule' }] as const;
    const tainted = { ...SYSTEM, name: 'tainted', taints };
    const scaled = { ...SYSTEM, name: 'elastic', scaling: { kind: 'cluster-autoscaler' } } as const;
    expect(podOf({ pools: [SYSTEM, tainted, scaled, SCALED] })).toMatchObject({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'keelson.dev/pool', operator: 'In', values: ['system', 'tainted'] }] },
            ],
          },
        },
      },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'system', effect: 'NoSchedule' }],
    });
    expect(podOf()).toMatchObject({ nodeSelector: { 'keelson.dev/pool': 'system' } });
  });

  it('run the image of the minor that the cluster runs, or the stated one', () => {
    const imageOf = (overrides: Partial<AwsClusterInput>) => {
      return (podOf(overrides)['containers'] as { image: string }[]).map(({ image }) => image);
    };
    expect(imageOf({})).toEqual([CLUSTER_AUTOSCALER_IMAGES['1.34']?.image]);
    expect(imageOf({ runningVersion: '1.33' })).toEqual([CLUSTER_AUTOSCALER_IMAGES['1.33']?.image]);
    const image = 'registry.example.com/cluster-autoscaler:v1.34.0';
    expect(imageOf({ controllers: { clusterAutoscaler: { image } } })).toEqual([image]);
  });

  it('know their region without the metadata of the instance, which they cannot reach', () => {
    expect(podOf()).toMatchObject({ containers: [{ env: [{ name: 'AWS_REGION', value: 'eu-central-1' }] }] });
  });

  it('have no right of the restricted standard', () => {
    expect(podOf()).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    });
    expect(podOf()).not.toHaveProperty('volumes');
    expect(podOf()).not.toHaveProperty('hostNetwork');
  });
});

describe('the rights of the cluster autoscaler', () => {
  it('write nothing in the whole cluster but nodes, evictions and events', () => {
    const { rules } = onlyObject(objectsOf(), 'ClusterRole', 'keelson-cluster-autoscaler') as unknown as Rules;
    const writes = rules.flatMap(({ resources, verbs }) => {
      const writing = verbs.filter((verb) => !['get', 'list', 'watch'].includes(verb));
      return writing.flatMap((verb) => resources.map((resource) => `${verb} ${resource}`));
    });
    expect(writes.sort()).toEqual(['create events', 'create pods/eviction', 'patch events', 'update nodes']);
  });

  it('watch the ConfigMaps of its namespace only where it reads priorities from one', () => {
    const watches = (priorities?: readonly string[]) => {
      const controllers = { clusterAutoscaler: priorities === undefined ? {} : { priorities } };
      const { rules } = onlyObject(objectsOf({ controllers }), 'Role', 'cluster-autoscaler') as unknown as Rules;
      return rules.some(({ resources, verbs }) => resources.includes('configmaps') && verbs.includes('watch'));
    };
    expect(watches()).toBe(false);
    expect(watches(['general'])).toBe(true);
  });
});

interface Rules {
  readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

describe('the priorities', () => {
  const total = { ...SCALED, name: 'web' };
  const perZone = { ...SCALED, name: 'web-large', size: { scope: 'per-zone', min: 1, max: 3 } } as const;
  const managed = {
    ...SCALED,
    name: 'spot',
    aws: { ...awsPool().aws, management: 'managed-node-group' },
  } as const;
  const pools = [SYSTEM, total, perZone, managed];

  it('are patterns of whole group names, the first pool highest and unnamed pools lowest', () => {
    const controllers = { clusterAutoscaler: { priorities: ['spot', 'web'] } };
    expect(renderPriorities(autoscaled({ pools, controllers, workloads: [] }).autoscaler)).toBe(
      [
        '30:',
        "  - '^eks-spot-[0-9a-f]{26}-'",
        '20:',
        "  - '^paas-main-web$'",
        '10:',
        "  - '^paas-main-web-large-eu-central-1a$'",
        "  - '^paas-main-web-large-eu-central-1b$'",
        "  - '^paas-main-web-large-eu-central-1c$'",
        '',
      ].join('\n'),
    );
  });

  it('have no lowest entry where every pool is named', () => {
    const controllers = { clusterAutoscaler: { priorities: ['web', 'web-large', 'spot'] } };
    expect(renderPriorities(autoscaled({ pools, controllers, workloads: [] }).autoscaler).match(/^\d+:$/gm)).toEqual([
      '30:',
      '20:',
      '10:',
    ]);
  });

  it('are a ConfigMap only where they are stated', () => {
    const names = (overrides: Partial<AwsClusterInput>) => {
      return objectsOf(overrides)
        .filter(({ kind }) => kind === 'ConfigMap')
        .map(({ metadata }) => metadata.name);
    };
    expect(names({})).toEqual([]);
    expect(names({ controllers: { clusterAutoscaler: { priorities: ['general'] } } })).toEqual([
      'cluster-autoscaler-priority-expander',
    ]);
  });
});
