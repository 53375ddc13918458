import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../rules/support/project';
import { ACTIONS_OF_TYPES, READING_ACTIONS } from './support/deployer-actions';
import { MarkdownFile, ROOT } from './support/markdown-file';

/** Most characters of a managed policy of IAM, white space not counted. */
const MAX_POLICY = 6144;

const GUIDE = 'docs/guides/aws.md';
const HEADING = 'Who may deploy';

/** Types of a provider's resources that the library can create, from the bindings that its rooms import. */
function importedTypes(provider: string, rooms: readonly string[]): readonly string[] {
  const binding = new RegExp(`@cdktf/provider-${provider}/lib/([a-z0-9-]+)'`, 'g');
  const names = rooms.flatMap((room) =>
    listFiles(room, '.ts').flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(binding)].map((match) => match[1] ?? ''),
    ),
  );
  const made = names.filter((name) => name !== 'provider' && !name.startsWith('data-'));
  return [...new Set(made)].sort().map((name) => `${provider}_${name.replaceAll('-', '_')}`);
}

function section(): string {
  const text = readFileSync(join(ROOT, GUIDE), 'utf8');
  const start = text.indexOf(`## ${HEADING}\n`);
  return text.slice(start, text.indexOf('\n## ', start + 1));
}

test('every type of resource that the library creates on AWS has its actions in the list', () => {
  expect(Object.keys(ACTIONS_OF_TYPES).sort()).toEqual(importedTypes('aws', ['lib/aws', 'lib/stacks']));
});

test('the guide names exactly the actions of these types and the reading actions', () => {
  const services = [...new Set([...Object.values(ACTIONS_OF_TYPES).flat(), ...READING_ACTIONS])].map(
    (action) => action.split(':')[0],
  );
  const action = new RegExp(`["\`]((?:${[...new Set(services)].join('|')}):[A-Z]\\w*\\*?)["\`]`, 'g');
  const named = new Set([...section().matchAll(action)].map((match) => match[1]));
  // This is a condition key, and not an action.
  named.delete('iam:PassedToService');
  // This action is for the key of the state, which no stack creates.
  const ofTheState = ['kms:Decrypt', 'kms:GenerateDataKey'];
  const wanted = new Set([...Object.values(ACTIONS_OF_TYPES).flat(), ...READING_ACTIONS, ...ofTheState]);
  expect([...named].sort()).toEqual([...wanted].sort());
});

test('each policy of the guide is short enough for a managed policy of IAM', () => {
  const policies = new MarkdownFile(GUIDE).blocksOf('json').filter(({ heading }) => heading === HEADING);
  expect(policies).toHaveLength(2);
  for (const { text } of policies) {
    expect(JSON.stringify(JSON.parse(text)).length).toBeLessThanOrEqual(MAX_POLICY);
  }
});
