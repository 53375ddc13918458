import { LEGACY_TIME_ZONES } from './legacy-time-zones';

/** What we read of the library, whose own types are those of an ES module only. */
interface ZoneList {
  readonly getTimezone: (name: string) => { readonly utcOffset: number; readonly dstOffset: number } | null;
}

/** Minutes that a zone is ahead of UTC. */
export interface ZoneOffsets {
  /** In winter, as a rule: 60 in Amsterdam. */
  readonly least: number;
  /** In summer, as a rule: 120 in Amsterdam. */
  readonly most: number;
}

/** First parts of names that every system has; others, such as `US/Eastern`, are in a package that Ubuntu 24.04 nodes lack. */
const REGIONS = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;

/**
 * Whether a name is UTC, or one of a continent or ocean and a place; abbreviations and offsets know no daylight saving.
 *
 * @see https://launchpad.net/ubuntu/noble/+package/tzdata-legacy for names of other kinds.
 */
export function isTimeZone(name: string): boolean {
  return zoneOffsets(name) !== undefined;
}

/** The name that a zone has today: images need not know an old one. What is no old name is answered as it is. */
export function currentTimeZone(name: string): string {
  return Object.hasOwn(LEGACY_TIME_ZONES, name) ? (LEGACY_TIME_ZONES[name] ?? name) : name;
}

/** Offsets of a zone in winter and summer; undefined for a name that is none. */
export function zoneOffsets(name: string): ZoneOffsets | undefined {
  const zone = lookUp(name);
  if (zone === undefined || zone === null) return undefined;
  const { utcOffset, dstOffset } = zone;
  return { least: Math.min(utcOffset, dstOffset), most: Math.max(utcOffset, dstOffset) };
}

function lookUp(name: string): ReturnType<ZoneList['getTimezone']> | undefined {
  const isPlace = name === 'UTC' || REGIONS.test(name);
  if (!isPlace) return undefined;
  // With the first window, since the list is a few milliseconds of loading. A list of our own version, not the machine's: the
  // same input gives the same bytes with every Node.
  const { getTimezone } = require('countries-and-timezones') as ZoneList;
  return getTimezone(name);
}
