import { list, members, number, oneOf, optional, text } from '../fields/shape';
import type { TeamEgressInput, TeamInput } from './team-input';

/** Shape of a team. */
export const teamShape = members<TeamInput>({
  name: text,
  quota: members<TeamInput['quota']>({ cpu: text, memory: text, pods: number }),
  containerDefaults: optional(members<NonNullable<TeamInput['containerDefaults']>>({ cpu: text, memory: text })),
  groups: list(members<TeamInput['groups'][number]>({ name: text, role: oneOf('edit', 'view') })),
  allowFrom: optional(list(text)),
  egressTo: optional(list(members<TeamEgressInput>({ cidr: text, ports: list(number) }))),
  podSecurity: optional(oneOf('restricted', 'baseline')),
});
