import type { AlertCase, AlertOrigin } from './alert-case';
import { autoscalerLoopCases } from './autoscaler-loop-cases';
import { available, failed, firing, idle, lastPass, limit, waiting } from './autoscaler-series';

/** Sequences of events of an autoscaler that scales these groups, each of which needs at most 900 seconds to grow. */
export function autoscalerCases(origin: AlertOrigin, groups: readonly string[]): readonly AlertCase[] {
  const cases = [
    ...autoscalerLoopCases(origin),
    ...groupCases(origin, groups),
    ...failureCases(origin),
    ...waitingCases(origin),
    ...limitCases(origin),
  ];
  return [...cases, ...idleCases(groups, new Set(cases.map(({ alert }) => alert)))];
}

/** No alert fires while an autoscaler finds nothing to do for hours. */
function idleCases(groups: readonly string[], alerts: ReadonlySet<string>): readonly AlertCase[] {
  return [...alerts].map((alert) => ({
    name: 'an autoscaler that has nothing to do',
    alert,
    series: idle(groups),
    moments: [
      { at: '5m', fires: [] },
      { at: '239m', fires: [] },
    ],
  }));
}

function groupCases(origin: AlertOrigin, groups: readonly string[]): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerGroupsMissing';
  const ticket = firing(origin, 'ticket');
  const [first = '', ...others] = groups;
  const found = (names: readonly string[]) => Object.fromEntries(names.map((name) => [limit('max', name), '10x90']));
  return [
    {
      name: 'a group without the tags',
      alert,
      series: { [lastPass()]: '0+60x90', ...found(others) },
      moments: [
        { at: '29m', fires: [] },
        { at: '30m', fires: [ticket] },
      ],
    },
    {
      name: 'no group with the tags',
      alert,
      series: { [lastPass()]: '0+60x90' },
      moments: [{ at: '30m', fires: [ticket] }],
    },
    {
      name: 'a leader that is followed by another, which finds all groups anew',
      alert,
      series: {
        [lastPass('a')]: '0+60x20 stale',
        [lastPass('b')]: '_x20 1200+60x70',
        ...found(others),
        [limit('max', first, 'a')]: '10x20 stale',
        [limit('max', first, 'b')]: '_x25 10x70',
      },
      moments: [{ at: '80m', fires: [] }],
    },
    {
      name: 'an autoscaler that nobody scrapes, which another alert reports',
      alert,
      series: { [available()]: '2x90' },
      moments: [{ at: '80m', fires: [] }],
    },
  ];
}

function failureCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerScaleUpFails';
  const ticket = (reason: string) => firing(origin, 'ticket', { reason });
  return [
    {
      name: 'machines that never join, every 45 minutes',
      alert,
      series: { [failed('timeout')]: '0x180 1x45 2x45 3x45 4x45', [failed('cloudProviderError')]: '0x360' },
      moments: [
        { at: '200m', fires: [] },
        { at: '240m', fires: [ticket('timeout')] },
        { at: '330m', fires: [ticket('timeout')] },
      ],
    },
    {
      name: 'a zone without capacity, in a series that begins with its first failure',
      alert,
      series: { [failed('InsufficientInstanceCapacity')]: '_x20 1x9 2x60' },
      moments: [
        { at: '29m', fires: [] },
        { at: '36m', fires: [ticket('InsufficientInstanceCapacity')] },
      ],
    },
    {
      name: 'a failure that another pool makes good, and one of another kind',
      alert,
      series: { [failed('timeout')]: '0x180 1x200', [failed('apiCallError')]: '_x190 1x200' },
      moments: [
        { at: '200m', fires: [] },
        { at: '300m', fires: [] },
      ],
    },
    {
      name: 'failures of last week, and a scrape that is missing for a quarter of an hour',
      alert,
      series: { [failed('timeout')]: '9x180 _x15 9x240' },
      moments: [
        { at: '200m', fires: [] },
        { at: '313m', fires: [] },
        { at: '400m', fires: [] },
      ],
    },
  ];
}

function waitingCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerPodsWait';
  return [
    {
      name: 'a pod that no group can help, while the other pod of the autoscaler begins to lead',
      alert,
      series: { [waiting('unschedulable', 'a')]: '0x5 3x15 stale', [waiting('unschedulable', 'b')]: '_x21 2x60' },
      moments: [
        { at: '35m', fires: [] },
        { at: '36m', fires: [firing(origin, 'ticket')] },
      ],
    },
    {
      name: 'pods that get their node within 20 minutes, and others that the scheduler has not seen yet',
      alert,
      series: { [waiting('unschedulable')]: '0x5 3x20 0x60', [waiting('scheduler_unprocessed')]: '2x90' },
      moments: [
        { at: '24m', fires: [] },
        { at: '80m', fires: [] },
      ],
    },
  ];
}

function limitCases(origin: AlertOrigin): readonly AlertCase[] {
  const alert = 'ClusterAutoscalerGroupAtMax';
  const full = (group: string) => firing(origin, 'ticket', { node_group: group });
  const sizes = (group: string, [min, target, max]: readonly [string, string, string]) => ({
    [limit('min', group)]: min,
    [limit('target', group)]: target,
    [limit('max', group)]: max,
  });
  return [
    {
      name: 'a group that is full for an hour, beside one that is not',
      alert,
      series: { ...sizes('web', ['2x90', '4x10 8x80', '8x90']), ...sizes('batch', ['0x90', '7x90', '8x90']) },
      moments: [
        { at: '70m', fires: [] },
        { at: '71m', fires: [full('web')] },
      ],
    },
    {
      name: 'a group that is full by intention, and one that is full for half an hour',
      alert,
      series: { ...sizes('web', ['3x90', '3x90', '3x90']), ...sizes('batch', ['0x90', '0x10 8x30 5x50', '8x90']) },
      moments: [
        { at: '40m', fires: [] },
        { at: '85m', fires: [] },
      ],
    },
  ];
}

/** Series of a cluster whose autoscaler has nothing to do, without which its alerts would rightly report missing series. */
export function quietAutoscaler(groups: readonly string[]): AlertCase['series'] {
  return idle(groups, 420);
}
