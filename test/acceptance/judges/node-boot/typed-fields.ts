/** Type of a documented field; the name is used in the data files. */
export type FieldType =
  | 'address'
  | 'base64'
  | 'boolean'
  | 'boolean-map'
  | 'duration'
  | 'integer'
  | 'list'
  | 'map'
  | 'number'
  | 'object'
  | 'percent'
  | 'string'
  | 'string-map'
  | 'strings'
  | 'strings-map'
  | 'url';

/** Fields of an object by name. */
export type Fields = Readonly<Record<string, FieldType>>;

const QUANTITY = /^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti|k|M|G|T)?$/;
const PERCENT = /^\d+(\.\d+)?%$/;

/** Signals by which the kubelet evicts; with another signal the kubelet does not start. */
const EVICTION_SIGNALS = [
  'imagefs.available',
  'imagefs.inodesFree',
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'pid.available',
];

/** Resources that can be reserved on every image. */
const RESERVABLE = ['cpu', 'ephemeral-storage', 'memory'];

const TYPES: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  address: (value) => isText(value) && /^(\d{1,3}\.){3}\d{1,3}$/.test(value),
  base64: (value) => isText(value) && value !== '' && Buffer.from(value, 'base64').toString('base64') === value,
  boolean: (value) => typeof value === 'boolean',
  'boolean-map': (value) => isMapOf(value, (each) => typeof each === 'boolean'),
  duration: (value) => isText(value) && /^(\d+(\.\d+)?(h|m|s|ms))+$/.test(value),
  integer: Number.isInteger,
  list: Array.isArray,
  map: isMap,
  number: (value) => typeof value === 'number',
  object: isMap,
  percent: (value) => /^\d+$/.test(String(value)) && Number(value) <= 100,
  string: isText,
  'string-map': (value) => isMapOf(value, isText),
  strings: (value) => Array.isArray(value) && value.every(isText),
  'strings-map': (value) => isMapOf(value, (each) => Array.isArray(each) && each.every(isText)),
  url: (value) => isText(value) && /^https:\/\/[^\s/]+$/.test(value),
};

/** A plain object. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports members that are not documented, and members of another type. */
export function judgeFields(path: string, value: unknown, fields: Fields): readonly string[] {
  if (!isMap(value)) return [`${path} is no object`];
  return Object.entries(value).flatMap(([name, member]) => {
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (type === undefined) return [`${path}.${name} is not a documented field`];
    return TYPES[type](member) ? [] : [`${path}.${name} is no ${type}: ${JSON.stringify(member)}`];
  });
}

/** Checks eviction thresholds: a quantity or a percentage per signal. */
export function judgeThresholds(path: string, thresholds: unknown): readonly string[] {
  return judgeEntries(path, thresholds, EVICTION_SIGNALS, (value) => PERCENT.test(value) || QUANTITY.test(value));
}

/** Checks reserved resources: a quantity per resource. */
export function judgeReserved(path: string, reserved: unknown): readonly string[] {
  return judgeEntries(path, reserved, RESERVABLE, (value) => QUANTITY.test(value));
}

/** Reports a shutdown that the kubelet refuses: a critical part that is longer than the whole. */
export function judgeShutdown(path: string, total: unknown, critical: unknown): readonly string[] {
  return seconds(critical) <= seconds(total) ? [] : [`${path} keeps more time for critical pods than there is`];
}

/** Reports image collection that the kubelet refuses: a low threshold that is not below the high one. */
export function judgeImageCollection(path: string, low: unknown, high: unknown): readonly string[] {
  return Number(low) < Number(high) ? [] : [`${path} stops collecting images where it begins to`];
}

function judgeEntries(
  path: string,
  value: unknown,
  known: readonly string[],
  isGood: (value: string) => boolean,
): readonly string[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (!known.includes(name)) return [`${path}.${name} is unknown to the kubelet`];
    return isGood(String(member)) ? [] : [`${path}.${name} is no quantity: ${JSON.stringify(member)}`];
  });
}

function seconds(duration: unknown): number {
  return Number(/^(\d+)s$/.exec(String(duration))?.[1] ?? Number.NaN);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isMapOf(value: unknown, isGood: (value: unknown) => boolean): boolean {
  return isMap(value) && Object.values(value).every(isGood);
}
