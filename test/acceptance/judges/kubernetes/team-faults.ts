import { CHAT_KEY, NODE, type PodMembers, TUNER_KEY } from './team-rig';

/** Tolerates every taint there is. */
export const EVERYTHING = { operator: 'Exists' };
/** Tolerates one taint. */
export const NAMED = { key: 'dedicated', operator: 'Equal', value: 'edge', effect: 'NoSchedule' };

/** What no pod of the team `shop` may be like, and the words of the refusal after the object's name. */
export const FAULTS: Readonly<Record<string, readonly [members: PodMembers, words: string]>> = {
  'a toleration of everything': [
    { tolerations: [NAMED, EVERYTHING] },
    'tolerates every taint (a toleration without a key), so its pods would start on nodes that are not ready for pods; give the key of each taint that they have to tolerate',
  ],
  'a toleration of every taint of an effect': [
    { tolerations: [{ ...EVERYTHING, key: '', effect: 'NoSchedule' }] },
    'tolerates every taint (a toleration without a key)',
  ],
  'a toleration of the startup taint that the tuner removes': [
    { tolerations: [{ ...EVERYTHING, key: TUNER_KEY }] },
    `tolerates the startup taint ${TUNER_KEY}, so its pods would start on nodes that are not ready for pods; remove this toleration, because the pods start as soon as the taint is gone`,
  ],
  'a toleration of the startup taint that a daemon of another team removes': [
    { tolerations: [{ ...EVERYTHING, key: CHAT_KEY, effect: 'NoSchedule' }] },
    `tolerates the startup taint ${CHAT_KEY}`,
  ],
  'a node by its name': [
    { nodeName: NODE },
    `states nodeName ${NODE}, so its pods would start on that node without the scheduler and in spite of its NoSchedule taints; leave nodeName out and select nodes by the label keelson.dev/pool`,
  ],
  'a grace of 301 s': [
    { terminationGracePeriodSeconds: 301 },
    'states terminationGracePeriodSeconds 301, and the team may state at most 300 because a drain waits for the pods; lower it, or let the platform raise maxGraceSeconds of the team',
  ],
  'a grace of years': [
    { terminationGracePeriodSeconds: 100_000_000 },
    'states terminationGracePeriodSeconds 100000000',
  ],
};

/** What pods of a team are like that mean no harm. */
export const NEIGHBOURS: Readonly<Record<string, PodMembers>> = {
  'nothing special': {},
  'named tolerations': {
    tolerations: [
      NAMED,
      { key: 'node.kubernetes.io/not-ready', ...EVERYTHING, effect: 'NoExecute', tolerationSeconds: 30 },
      { key: 'example.com/any-effect', ...EVERYTHING },
    ],
  },
  'a grace of 300 s': { terminationGracePeriodSeconds: 300 },
  'no grace at all': { terminationGracePeriodSeconds: 0 },
  'five hundred named tolerations': {
    tolerations: Array.from({ length: 500 }, (_, index) => ({ ...NAMED, key: `example.com/taint-${index}` })),
  },
};

/** Bounds of budgets that let no pod go, and the words of the refusal. */
export const ZERO_BUDGETS: Readonly<Record<string, readonly [bounds: object, words: string]>> = {
  'none may go': [
    { maxUnavailable: 0 },
    "PodDisruptionBudget 'zero' of team 'shop' lets no pod go (maxUnavailable 0), so no node with such a pod could be drained; allow at least 1 by maxUnavailable",
  ],
  'no share may go': [{ maxUnavailable: '0%' }, 'lets no pod go (maxUnavailable 0%)'],
  'no share may go, in other digits': [{ maxUnavailable: '00%' }, 'lets no pod go (maxUnavailable 00%)'],
  'every share is wanted': [{ minAvailable: '100%' }, 'lets no pod go (minAvailable 100%)'],
  'no bound is stated': [{}, 'lets no pod go (neither maxUnavailable nor minAvailable is stated)'],
};

/** Bounds of budgets that let a drain go on. */
export const BUDGETS: Readonly<Record<string, object>> = {
  'one may go': { maxUnavailable: 1 },
  'a share may go': { maxUnavailable: '1%' },
  'ten may go': { maxUnavailable: 10 },
  'most are wanted': { minAvailable: '99%' },
  'a number is wanted, which a check compares with the replicas': { minAvailable: 3 },
  'none is wanted': { minAvailable: 0 },
};
