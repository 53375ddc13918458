import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppliedStack, appliedStacks } from './applied-environments';
import { Session } from './session';
import { referenceInput } from './synthesized';
import type { StateResource } from './terraform-run';

/** User data that a machine reads at its first boot, taken from the applied state. */
export interface AppliedUserData {
  readonly environment: string;
  readonly stack: string;
  /** Pool of the nodes; undefined for a machine outside the pools, such as a bastion. */
  readonly pool?: string;
  /** Family of the pool's image, which determines the form of the text: MIME parts or TOML. */
  readonly imageFamily?: string;
  /** Address of the launch template or the instance. */
  readonly resource: string;
  /** The text in base64, as the cloud stores it. */
  readonly encoded: string;
  /** The decoded text. */
  readonly text: string;
}

/**
 * User data of every machine of the reference environments, also written to `user-data.json` in the session's folder `terraform`.
 * Where no judge of this session has applied the stacks, this function applies them.
 */
export async function appliedUserData(): Promise<readonly AppliedUserData[]> {
  const found = (await appliedStacks()).flatMap(userDataOf);
  writeFileSync(join(Session.current().subfolder('terraform'), 'user-data.json'), JSON.stringify(found, undefined, 2));
  return found;
}

function userDataOf(stack: AppliedStack): readonly AppliedUserData[] {
  return stack.resources.flatMap((resource) => {
    const encoded = encodedUserData(resource);
    if (encoded === undefined) return [];
    const pool = poolOf(resource);
    const imageFamily = imageFamilyOf(stack.environment, pool);
    return [
      {
        environment: stack.environment,
        stack: stack.stack,
        ...(pool === undefined ? {} : { pool }),
        ...(imageFamily === undefined ? {} : { imageFamily }),
        resource: resource.address,
        encoded,
        text: Buffer.from(encoded, 'base64').toString('utf8'),
      },
    ];
  });
}

/** Launch templates take user data in base64; an instance takes plain text, or base64 in another argument. */
function encodedUserData({ type, values }: StateResource): string | undefined {
  const text = values['user_data'];
  if (type === 'aws_launch_template' && typeof text === 'string') return text;
  if (type !== 'aws_instance') return undefined;
  const base64 = values['user_data_base64'];
  if (typeof text === 'string') return Buffer.from(text).toString('base64');
  return typeof base64 === 'string' ? base64 : undefined;
}

function poolOf({ values }: StateResource): string | undefined {
  const specifications = (values['tag_specifications'] ?? []) as readonly { tags: Readonly<Record<string, string>> }[];
  return specifications[0]?.tags['keelson.dev/pool'];
}

function imageFamilyOf(environment: string, pool: string | undefined): string | undefined {
  const pools = referenceInput(environment).clusters.flatMap((cluster) => [...cluster.pools]);
  const found = pools.find((each) => each.name === pool);
  return found !== undefined && 'aws' in found ? found.aws.image.family : undefined;
}
