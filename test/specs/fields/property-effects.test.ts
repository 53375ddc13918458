import { weightiest } from '../../../lib/specs/fields/change-effect';
import { byMember, kinds, list, members } from '../../../lib/specs/fields/compound-fields';
import { optional, withDefault } from '../../../lib/specs/fields/field';
import { flag, oneOf, text } from '../../../lib/specs/fields/leaf-fields';
import { effectsOf, propertyEffects } from '../../../lib/specs/fields/property-effects';
import { inert, inPlace, onClouds, refused, replaces, rolls } from '../../../lib/specs/fields/state-effect';

interface Disk {
  readonly size: string;
  readonly key?: string;
}

type Door = { readonly kind: 'wood'; readonly colour: string } | { readonly kind: 'steel' };

interface House {
  readonly name: string;
  readonly isOld?: boolean;
  readonly disk: Disk;
  readonly door: Door;
  readonly rooms: readonly Disk[];
  readonly names: readonly string[];
  readonly roof: { readonly tiles: string } | { readonly straw: string };
}

const disk = members<Disk>()({ size: text, key: replaces(optional(text)) });

const house = members<House>()({
  name: refused(text),
  isOld: inert(withDefault(flag, false)),
  disk: rolls(disk),
  door: kinds<Door>()({
    wood: members<Extract<Door, { kind: 'wood' }>>()({ kind: replaces(oneOf('wood')), colour: text }),
    steel: members<Extract<Door, { kind: 'steel' }>>()({ kind: replaces(oneOf('steel')) }),
  }),
  rooms: onClouds({ aws: 'rolls' }, list(disk)),
  names: onClouds({ aws: 'refused', managed: 'replaces' }, list(text)),
  roof: rolls(
    byMember<{ tiles: string }, { straw: string }, unknown, unknown>('tiles', {
      present: members<{ tiles: string }>()({ tiles: inPlace(text) }),
      absent: members<{ straw: string }>()({ straw: text }),
    }) as never,
  ),
});

test('every property without members of its own is listed with the effects of a change on each ground', () => {
  const rows = propertyEffects(house).map(({ path, effects }) => [path, effects.aws, effects.managed, effects.google]);
  expect(rows).toEqual([
    ['name', 'refused', 'refused', 'refused'],
    ['isOld', 'none', 'none', 'none'],
    ['disk.size', 'rolls', 'rolls', 'rolls'],
    ['disk.key', 'replaces', 'replaces', 'replaces'],
    ['door.kind', 'replaces', 'replaces', 'replaces'],
    ['door(wood).colour', 'in place', 'in place', 'in place'],
    ['rooms[].size', 'rolls', 'rolls', 'in place'],
    ['rooms[].key', 'replaces', 'replaces', 'replaces'],
    ['names', 'refused', 'replaces', 'in place'],
    ['roof.tiles', 'in place', 'in place', 'in place'],
    ['roof.straw', 'rolls', 'rolls', 'rolls'],
  ]);
});

test('effectsOf finds a property by its path, and throws for an unknown path', () => {
  expect(effectsOf(house, 'disk.key').google).toBe('replaces');
  expect(() => effectsOf(house, 'disk.colour')).toThrow("no property has the path 'disk.colour'");
});

test('a field with a stated effect judges and resolves like the field without it', () => {
  expect(rolls(disk).resolve({ size: '20' })).toEqual({ size: '20' });
  expect(disk.facts.effects).toBeUndefined();
});

test('weightiest returns the gravest effect', () => {
  expect(weightiest(['in place', 'replaces', 'rolls'])).toBe('replaces');
  expect(weightiest([])).toBe('none');
});
