import type { OutsideChange } from '../../harness/provider-double/outside-changes';
import { type JudgedChange, touchesOnly } from './expectations';
import type { StackJson } from './judged-environment';
import { editAwsPool } from './pool-edits';

const PLATFORM = 'two-step-main-platform';
const GROUP = 'two-step-main-apps-eu-central-1a';

/** The three sizes of a group while a window is open, other ones than those of the night. */
const PEAK: readonly OutsideChange[] = [
  { type: 'aws_autoscaling_group', name: GROUP, values: { min_size: 4, max_size: 8, desired_capacity: 6 } },
];

/** Deploys while scheduled actions and targets have changed the sizes of a group. */
export const AT_PEAK: Readonly<Record<string, readonly JudgedChange[]>> = {
  'two-step': [
    {
      title: 'a deploy at the peak plans no change',
      make: (environment) => environment.meanwhile(PEAK, () => environment.apply()),
      expect: (outcome) => expect(outcome.planned).toEqual([]),
    },
    {
      title: 'without the ignored changes, a deploy at the peak plans the sizes of the night',
      make: async (environment) => {
        environment.editStack(PLATFORM, withoutIgnoredChanges);
        const outcome = await environment.meanwhile(PEAK, () => environment.apply());
        environment.editStack(PLATFORM, (stack) => stack);
        return outcome;
      },
      expect: ({ planned }) =>
        expect(planned).toEqual([
          expect.objectContaining({
            type: 'aws_autoscaling_group',
            actions: ['update'],
            after: expect.objectContaining({ name: GROUP, min_size: 2, max_size: 5, desired_capacity: 2 }),
          }),
        ]),
    },
    {
      title: 'another minimum of a window changes its action in place, and no group',
      make: (environment) =>
        environment.change(
          editAwsPool('apps', (pool) => {
            if (typeof pool.scaling !== 'object' || pool.scaling.kind !== 'target-tracking') return pool;
            const schedules = (pool.scaling.schedules ?? []).map((each) => ({ ...each, min: 5 }));
            return { ...pool, scaling: { ...pool.scaling, schedules: schedules.slice(0, 1) } };
          }),
        ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /^aws_autoscaling_schedule\.pool-apps_/);
        const done = outcome.planned.map(({ actions, address }) => `${actions.join('+')} ${address.split('-').at(-1)}`);
        expect(done.map((each) => each.replace(/_\w+$/, '')).sort()).toEqual([
          'delete begin',
          'delete end',
          'update begin',
        ]);
      },
    },
    {
      title: 'a pool that no longer scales itself loses its policies and actions, and gets its own sizes at once',
      make: (environment) =>
        environment.meanwhile(PEAK, () =>
          environment.change(
            editAwsPool('apps', ({ scaling: _, ...pool }) => ({ ...pool, size: { ...pool.size, initial: 3 } })),
          ),
        ),
      expect: ({ planned }) => {
        const [groups, others] = [true, false].map((isGroup) =>
          planned.filter(({ type }) => (type === 'aws_autoscaling_group') === isGroup),
        );
        expect(groups).toEqual([
          expect.objectContaining({
            actions: ['update'],
            after: expect.objectContaining({
              min_size: 2,
              max_size: 5,
              desired_capacity: 3,
              suspended_processes: null,
            }),
          }),
        ]);
        expect(new Set(others?.map(({ type, actions }) => `${actions.join('+')} ${type}`))).toEqual(
          // Another number of nodes has other numbers of pods on each, so that the time of their drain changes in place.
          new Set([
            'delete aws_autoscaling_policy',
            'delete aws_autoscaling_schedule',
            'update aws_autoscaling_lifecycle_hook',
            'update aws_sqs_queue',
          ]),
        );
      },
    },
  ],
};

/** The stack as it would be if the scheduled actions did not own the sizes of their groups. */
function withoutIgnoredChanges(stack: StackJson): StackJson {
  for (const group of Object.values(stack['resource']?.['aws_autoscaling_group'] ?? {})) {
    const { lifecycle } = group as { lifecycle: { ignore_changes?: readonly string[] } };
    delete lifecycle.ignore_changes;
  }
  return stack;
}
