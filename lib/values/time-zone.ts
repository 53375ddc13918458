import { LEGACY_TIME_ZONES } from './legacy-time-zones';

/** The part of countries-and-timezones that this file calls, declared here because the package has types for ES modules only. */
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

/** First parts of zone names that every system has; other names, such as `US/Eastern`, are in a package that Ubuntu 24.04 nodes lack. */
const REGIONS = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;

/**
 * Whether a name is `UTC`, or a continent or ocean and a place. Abbreviations and offsets are invalid, because they do not follow
 * daylight saving.
 *
 * @see https://launchpad.net/ubuntu/noble/+package/tzdata-legacy for names of other kinds.
 */
export function isTimeZone(name: string): boolean {
  return zoneOffsets(name) !== undefined;
}

/** Today's name of a zone, because images may lack its old name; a name that is not an old one is returned unchanged. */
export function currentTimeZone(name: string): string {
  return Object.hasOwn(LEGACY_TIME_ZONES, name) ? (LEGACY_TIME_ZONES[name] ?? name) : name;
}

/** Offsets of a zone in winter and summer; undefined for an invalid name. */
export function zoneOffsets(name: string): ZoneOffsets | undefined {
  const zone = lookUp(name);
  if (zone === undefined || zone === null) return undefined;
  const { utcOffset, dstOffset } = zone;
  return { least: Math.min(utcOffset, dstOffset), most: Math.max(utcOffset, dstOffset) };
}

function lookUp(name: string): ReturnType<ZoneList['getTimezone']> | undefined {
  const isPlace = name === 'UTC' || REGIONS.test(name);
  if (!isPlace) return undefined;
  // The package is loaded at the first call, because loading takes a few milliseconds. Its version is pinned, unlike the zone list of
  // Node, so that the same input gives the same bytes with every version of Node.
  const { getTimezone } = require('countries-and-timezones') as ZoneList;
  return getTimezone(name);
}
