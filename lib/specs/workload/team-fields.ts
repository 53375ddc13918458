import { list, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../fields/field';
import { oneOf, text, whole } from '../fields/leaf-fields';
import { replaces } from '../fields/state-effect';
import { MAX_GRACE_SECONDS } from './shutdown/shutdown-fields';
import type { TeamEgressInput, TeamInput } from './team-input';

/** Grace of a pod that states none, by Kubernetes' default: a team that allowed less could start no such pod. */
const LEAST_MAX_GRACE_SECONDS = 30;

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
  admission: withDefault(oneOf('audit', 'deny'), 'deny'),
  maxGraceSeconds: optional(whole({ min: LEAST_MAX_GRACE_SECONDS, max: MAX_GRACE_SECONDS, unit: 'seconds' })),
});

/** Members of a team with every default of a field filled in. */
export type TeamMembers = Resolved<typeof teamFields>;
