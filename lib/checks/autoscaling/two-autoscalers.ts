import { groupBy } from '../../model/group-by';
import { type Check, describeObject } from '../check';

/** Two autoscalers of one target undo each other's numbers; a ScaledObject makes a HorizontalPodAutoscaler of its own. */
export const twoAutoscalers: Check = {
  id: 'two-autoscalers',
  severity: 'error',
  title: 'one autoscaler sets the number of pods of an object',
  source: 'https://keda.sh/docs/latest/concepts/scaling-deployments/',
  run: ({ autoscalers }) =>
    [...groupBy(autoscalers, ({ target }) => target).values()].flatMap(([first, ...others]) =>
      others.map(({ object, target }) => {
        const [kind, name] = target.split(' ');
        const other = first === undefined ? '' : describeObject(first.object);
        const message = `it sets the replicas of ${kind} '${name}', and so does ${other}: each undoes the number of the other; keep one of them, with both metrics`;
        return { subject: describeObject(object), message, object };
      }),
    ),
};
