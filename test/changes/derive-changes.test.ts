import { compareResources } from './support/compare-resources';
import { deriveChanges, effectOfChanges } from './support/derive-changes';
import type { Trees } from './support/synthesized-trees';

const pool = (own: object) => ({ name: 'core', node_config: [{ machine_type: 'n2-standard-8', spot: false }], ...own });

/** Trees with one resource in one stack. */
function trees(type: string, resource: object, data: object = {}): Trees {
  const stack = { resource: { [type]: { it: resource } }, data } as never;
  return { stacks: { main: stack }, objects: [] };
}

function effectOf(type: string, before: object, after: object): string {
  return effectOfChanges(deriveChanges(trees(type, before), trees(type, after)));
}

test.each([
  ['an argument that the provider cannot change', pool({}), pool({ max_pods_per_node: 32 }), 'replaces'],
  [
    'an argument inside a block that the provider cannot change',
    pool({}),
    pool({ node_config: [{ machine_type: 'n2-standard-8', spot: true }] }),
    'replaces',
  ],
  [
    'an argument inside a block that rolls nodes',
    pool({}),
    pool({ node_config: [{ machine_type: 'n2-standard-4', spot: false }] }),
    'rolls',
  ],
  [
    'an argument beside that block that does not roll nodes',
    pool({}),
    pool({ upgrade_settings: [{ max_surge: 2 }] }),
    'in place',
  ],
  [
    'labels inside a block that rolls nodes',
    pool({}),
    pool({ node_config: [{ machine_type: 'n2-standard-8', spot: false, labels: { a: 'b' } }] }),
    'in place',
  ],
  ['an argument that the cloud keeps when it is left out', pool({ initial_node_count: 3 }), pool({}), 'none'],
  [
    'an argument that is ignored',
    pool({ initial_node_count: 3 }),
    pool({ initial_node_count: 4, lifecycle: { ignore_changes: ['initial_node_count'] } }),
    'in place',
  ],
])('%s of a node pool has its effect', (_, before, after, effect) => {
  expect(effectOf('google_container_node_pool', before, after)).toBe(effect);
});

test("an ignored argument changes nothing, whatever the provider's facts say", () => {
  const lifecycle = { ignore_changes: ['initial_node_count'] };
  const [before, after] = [pool({ initial_node_count: 3, lifecycle }), pool({ initial_node_count: 4, lifecycle })];
  expect(compareResources('google_container_node_pool', before, after)).toEqual([]);
});

test('an argument that is in no table of facts is an error', () => {
  expect(() => compareResources('google_container_node_pool', pool({}), pool({ colour: 'blue' }))).toThrow(
    'nobody has looked up the argument colour',
  );
});

test('a data source with other arguments changes what refers to it', () => {
  const template = { image_id: '${data.aws_ssm_parameter.image.insecure_value}' };
  const source = (name: string) => trees('aws_launch_template', template, { aws_ssm_parameter: { image: { name } } });
  expect(effectOfChanges(deriveChanges(source('a'), source('a')))).toBe('none');
  expect(effectOfChanges(deriveChanges(source('a'), source('b')))).toBe('rolls');
});

test('a resource that is removed while another of its type is added counts as replaced, and an additional one has no effect', () => {
  const stack = (type: string, ...ids: readonly string[]): Trees => ({
    stacks: { main: { resource: { [type]: Object.fromEntries(ids.map((id) => [id, {}])) } } as never },
    objects: [],
  });
  const effect = (type: string, before: readonly string[], after: readonly string[]) =>
    effectOfChanges(deriveChanges(stack(type, ...before), stack(type, ...after)));
  expect(effect('aws_subnet', ['a'], ['b'])).toBe('replaces');
  expect(effect('aws_subnet', ['a'], ['a', 'b'])).toBe('in place');
  expect(effect('aws_route', ['a'], ['b'])).toBe('in place');
});

test('a pod template rolls pods, and a member beside the template does not', () => {
  const daemon = (image: string, label: string): Trees => ({
    stacks: {},
    objects: [
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { name: 'tuner', labels: { label } },
        spec: { template: { image } },
      },
    ],
  });
  expect(effectOfChanges(deriveChanges(daemon('a', 'x'), daemon('b', 'x')))).toBe('rolls');
  expect(effectOfChanges(deriveChanges(daemon('a', 'x'), daemon('a', 'y')))).toBe('in place');
});
