import { list, members } from '../fields/compound-fields';
import { type Resolved, withDefault } from '../fields/field';
import { oneOf, text, whole } from '../fields/leaf-fields';
import { replaces } from '../fields/state-effect';
import type { TeamEgressInput, TeamInput } from './team-input';

/** Fields of a team. */
export const teamFields = members<TeamInput>()({
  name: replaces(text),
  quota: members<TeamInput['quota']>()({ cpu: text, memory: text, pods: whole({ min: 1, max: 100_000 }) }),
  containerDefaults: withDefault(members<NonNullable<TeamInput['containerDefaults']>>()({ cpu: text, memory: text }), {
    cpu: '100m',
    memory: '256Mi',
  }),
  groups: list(members<TeamInput['groups'][number]>()({ name: text, role: oneOf('edit', 'view') })),
  allowFrom: withDefault(list(text), []),
  egressTo: withDefault(
    list(members<TeamEgressInput>()({ cidr: text, ports: list(whole({ min: 1, max: 65_535 })) })),
    [],
  ),
  podSecurity: withDefault(oneOf('restricted', 'baseline'), 'restricted'),
});

/** A team with every default filled in. */
export type TeamSpec = Resolved<typeof teamFields>;
