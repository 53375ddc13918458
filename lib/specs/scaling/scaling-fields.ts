import { atMost, kinds, leafOr, list, type Members, mapOf, members } from '../fields/compound-fields';
import { type Field, optional, type Resolved, withDefault } from '../fields/field';
import { flag, number, oneOf, text, whole } from '../fields/leaf-fields';
import { inert, inPlace, onClouds, refused, replaces, rolls } from '../fields/state-effect';
import { weekWindowFields } from '../time/week-window-fields';
import type {
  AwsGroupScalingInput,
  AwsScalingInput,
  BalancerSignalInput,
  CloudMonitoringSignalInput,
  CloudWatchSignalInput,
  ClusterAutoscalerScalingInput,
  CpuSignalInput,
  FixedScalingInput,
  GkeAutoscalerScalingInput,
  GoogleGroupScalingInput,
  GoogleScalingInput,
  InstanceGroupLoopInput,
  InstanceGroupScalingInput,
  InstanceGroupSignalInput,
  MachineGroupScalingInput,
  MachineSignalInput,
  ScaleInInput,
  ScalingScheduleInput,
  TargetTrackingScalingInput,
  TargetTrackingSignalInput,
  TrackingInput,
  WarmPoolInput,
} from './scaling-input';

/** Most nodes of a pool. */
export const MAX_NODES = 1000;

/** Schedules of a pool at most: the rules compare every two of them, and both clouds take more. */
const MAX_SCHEDULES = 20;

const percent = whole({ min: 10, max: 95, unit: 'percent' });

const aboveZero = number({
  rule: 'be above 0',
  remedy: () => 'state the value that one machine should have',
  holds: (value) => value > 0,
});

const readySeconds = whole({ min: 60, max: 3600, unit: 'seconds' });

// The default key of the startup taint depends on the kind, and the lock refuses another key.
const fixed = members<FixedScalingInput>()({ kind: refused(oneOf('fixed')) });

const cpu = members<CpuSignalInput>()({ kind: oneOf('cpu'), percent });

const schedules = withDefault(
  atMost(
    MAX_SCHEDULES,
    list(
      members<ScalingScheduleInput>()({
        name: onClouds({ aws: 'replaces' }, text),
        window: weekWindowFields,
        min: whole({ min: 1, max: MAX_NODES }),
      }),
    ),
  ),
  [],
);

const monitoringMetric = members<CloudMonitoringSignalInput>()({
  kind: oneOf('metric'),
  type: text,
  perNode: aboveZero,
  writtenBy: inert(text),
});

/** Members of the autoscaler of Compute Engine that pools and groups of other machines have. */
const loop = {
  kind: oneOf('instance-group'),
  predictive: withDefault(flag, false),
  readySeconds: withDefault(readySeconds, 180),
  schedules,
  scaleIn: optional(
    members<ScaleInInput>()({
      percent: optional(whole({ min: 1, max: 100, unit: 'percent' })),
      nodes: optional(whole({ min: 1, max: MAX_NODES })),
      withinSeconds: whole({ min: 60, max: 3600, unit: 'seconds' }),
    }),
  ),
  mode: withDefault(oneOf('on', 'only-scale-out', 'off'), 'on'),
} satisfies Members<InstanceGroupLoopInput>;

const instanceGroup = members<InstanceGroupScalingInput>()({
  ...loop,
  unsupportedBecause: inert(text),
  signals: list(
    kinds<InstanceGroupSignalInput>()({
      cpu,
      metric: monitoringMetric,
      balancer: members<BalancerSignalInput>()({ kind: oneOf('balancer'), percent }),
    }),
  ),
});

/** Members of target tracking that pools and groups of other machines have. */
const tracking = {
  kind: oneOf('target-tracking'),
  signals: list(
    kinds<TargetTrackingSignalInput>()({
      cpu: members<CpuSignalInput>()({ kind: replaces(oneOf('cpu')), percent }),
      metric: members<CloudWatchSignalInput>()({
        kind: replaces(oneOf('metric')),
        namespace: replaces(text),
        name: replaces(text),
        dimensions: replaces(optional(mapOf(text))),
        statistic: withDefault(oneOf('Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'), 'Average'),
        target: aboveZero,
        writtenBy: inert(text),
      }),
    }),
  ),
  readySeconds: optional(readySeconds),
  predictive: withDefault(oneOf('off', 'forecast-only', 'on'), 'off'),
  schedules,
  scalesIn: withDefault(flag, true),
} satisfies Members<TrackingInput>;

const targetTracking = members<TargetTrackingScalingInput>()({
  ...tracking,
  // The user data of the nodes tells whether they wait, so that the first and the last warm pool roll the nodes.
  warmPool: rolls(optional(members<WarmPoolInput>()({ nodes: inPlace(whole({ min: 1, max: MAX_NODES })) }))),
});

const FORMER_WORDS = ['fixed', 'cluster-autoscaler'] as const;

/** A scaling in one of its forms, or in a former one, a word, which is accepted until version 0.3; other values are told of the forms. */
function scalingOf<I extends object, R>(forms: Field<I, R>) {
  const field = leafOr(refused(oneOf(...FORMER_WORDS)), forms);
  const words = Object.keys(forms.facts.kinds ?? {}).map((kind) => `'${kind}'`);
  const rule = `be an object whose 'kind' is one of ${words.join(', ')}`;
  const judge: typeof field.judge = (value, path, problems) => {
    const hasForm = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (hasForm || FORMER_WORDS.some((word) => word === value)) return field.judge(value, path, problems);
    problems.add(path, rule, value, 'write the kind in braces, with the members that it needs');
    return false;
  };
  return { ...field, judge };
}

/** Field of how the number of an AWS pool's nodes changes. */
export const awsScalingField = scalingOf(
  kinds<AwsScalingInput>()({
    fixed,
    'cluster-autoscaler': members<ClusterAutoscalerScalingInput>()({ kind: oneOf('cluster-autoscaler') }),
    'target-tracking': targetTracking,
  }),
);

const fixedGroup = members<FixedScalingInput>()({ kind: inPlace(oneOf('fixed')) });

/** Field of how the number of an AWS group's machines changes that are no nodes. */
export const awsGroupScalingField = kinds<AwsGroupScalingInput>()({
  fixed: fixedGroup,
  'target-tracking': members<TrackingInput>()(tracking),
});

/** Field of how the number of a Google group's machines changes that are no nodes. */
export const googleGroupScalingField = kinds<GoogleGroupScalingInput>()({
  fixed: fixedGroup,
  'instance-group': members<MachineGroupScalingInput>()({
    ...loop,
    signals: list(kinds<MachineSignalInput>()({ cpu, metric: monitoringMetric })),
  }),
});

/** Field of how the number of a Google pool's nodes changes. */
export const googleScalingField = scalingOf(
  kinds<GoogleScalingInput>()({
    fixed,
    'cluster-autoscaler': members<GkeAutoscalerScalingInput>()({
      kind: oneOf('cluster-autoscaler'),
      locationPolicy: optional(oneOf('balanced', 'any')),
    }),
    'instance-group': instanceGroup,
  }),
);

/** How the number of an AWS pool's nodes changes, with every default filled in. */
export type AwsScaling = Exclude<Resolved<typeof awsScalingField>, string>;

/** The loop that changes the number of machines of an AWS group that are no nodes, with every default filled in. */
export type AwsGroupScaling = Resolved<typeof awsGroupScalingField>;

/** The loop that changes the number of machines of a Google group that are no nodes, with every default filled in. */
export type GoogleGroupScaling = Resolved<typeof googleGroupScalingField>;

/** How the number of a Google pool's nodes changes, with every default filled in. */
export type GoogleScaling = Exclude<Resolved<typeof googleScalingField>, string>;

/** How the number of a pool's nodes changes, on either cloud. */
export type PoolScaling = AwsScaling | GoogleScaling;

/** The scaling of a pool in today's form. */
export function resolveScaling<S extends object>(stated: S | 'fixed' | 'cluster-autoscaler'): S {
  return typeof stated === 'string' ? ({ kind: stated } as S) : stated;
}

/** Kind of a stated scaling; 'fixed' where none is stated. */
export function scalingKind(
  stated: { readonly kind: PoolScaling['kind'] } | PoolScaling['kind'] | undefined,
): PoolScaling['kind'] {
  if (stated === undefined) return 'fixed';
  return typeof stated === 'string' ? stated : stated.kind;
}
