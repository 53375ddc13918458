import { DAY_MINUTES } from './minutes';
import { currentTimeZone, zoneOffsets } from './time-zone';

/** Date and source of the hours below: the changes of November 2026 to 2031 in tzdata 2025b, Debian 12. */
export const CLOCK_CHANGES_AS_OF = '2026-11-27: tzdata 2025b-0+deb12u2';

/** Hours of the week that a change of daylight saving skips on one day of the year, or repeats on another. */
export interface ClockChange {
  /** First minute of the week, counted from Monday 00:00. */
  readonly from: number;
  /** First minute after the hours. */
  readonly to: number;
}

const [THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [3, 4, 5, 6].map((day) => day * DAY_MINUTES) as [
  number,
  number,
  number,
  number,
];

/** Changes with the zones in which they happen; each is the first minute of the week and a length in minutes. */
const CHANGES: readonly (readonly [changes: readonly (readonly [from: number, length: number])[], zones: string])[] = [
  [
    [
      [SUNDAY + 60, 60],
      [SUNDAY + 120, 60],
    ],
    `America/Adak America/Anchorage America/Atka America/Boise America/Cambridge_Bay America/Chicago
      America/Ciudad_Juarez America/Denver America/Detroit America/Ensenada America/Glace_Bay America/Goose_Bay
      America/Grand_Turk America/Halifax America/Indiana/Indianapolis America/Indiana/Knox
      America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Tell_City America/Indiana/Vevay
      America/Indiana/Vincennes America/Indiana/Winamac America/Inuvik America/Iqaluit America/Juneau
      America/Kentucky/Louisville America/Kentucky/Monticello America/Los_Angeles America/Matamoros
      America/Menominee America/Metlakatla America/Miquelon America/Moncton America/Montreal America/Nassau
      America/New_York America/Nipigon America/Nome America/North_Dakota/Beulah America/North_Dakota/Center
      America/North_Dakota/New_Salem America/Ojinaga America/Pangnirtung America/Port-au-Prince
      America/Rainy_River America/Rankin_Inlet America/Resolute America/Santa_Isabel America/Shiprock
      America/Sitka America/St_Johns America/Thule America/Thunder_Bay America/Tijuana America/Toronto
      America/Winnipeg America/Yakutat Atlantic/Bermuda`,
  ],
  [
    [[SUNDAY + 120, 60]],
    `Africa/Ceuta Antarctica/Macquarie Antarctica/McMurdo Arctic/Longyearbyen Atlantic/Jan_Mayen
      Australia/Adelaide Australia/Broken_Hill Australia/Canberra Australia/Currie Australia/Hobart
      Australia/Melbourne Australia/Sydney Australia/Yancowinna Europe/Amsterdam Europe/Andorra Europe/Belgrade
      Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Chisinau
      Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta
      Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino
      Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Tiraspol Europe/Vaduz Europe/Vatican
      Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Pacific/Auckland Pacific/Norfolk`,
  ],
  [
    [[SUNDAY + 180, 60]],
    `Asia/Famagusta Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kyiv Europe/Mariehamn
      Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius`,
  ],
  [
    [[SUNDAY + 60, 60]],
    `Atlantic/Canary Atlantic/Faroe Atlantic/Madeira Europe/Belfast Europe/Dublin Europe/Guernsey
      Europe/Isle_of_Man Europe/Jersey Europe/Lisbon Europe/London`,
  ],
  [[[SUNDAY, 60]], `America/Havana Atlantic/Azores`],
  [[[SATURDAY + 1380, 60]], `America/Nuuk America/Scoresbysund`],
  [
    [
      [SATURDAY + 1380, 60],
      [SUNDAY, 60],
    ],
    `America/Santiago Asia/Beirut`,
  ],
  [
    [
      [SATURDAY + 60, 60],
      [SATURDAY + 120, 60],
    ],
    `Asia/Gaza Asia/Hebron`,
  ],
  [
    [
      [FRIDAY + 120, 60],
      [SUNDAY + 60, 60],
    ],
    `Asia/Jerusalem Asia/Tel_Aviv`,
  ],
  [
    [
      [THURSDAY + 1380, 60],
      [FRIDAY, 60],
    ],
    `Africa/Cairo`,
  ],
  [[[SUNDAY + 60, 120]], `Antarctica/Troll`],
  [
    [
      [SUNDAY + 90, 30],
      [SUNDAY + 120, 30],
    ],
    `Australia/Lord_Howe`,
  ],
  [[[SUNDAY + 165, 60]], `Pacific/Chatham`],
  [
    [
      [SATURDAY + 1260, 60],
      [SATURDAY + 1320, 60],
    ],
    `Pacific/Easter`,
  ],
];

/**
 * Zones that put their clocks back for Ramadan, on other Sundays each year. The zone list has the offsets of January and July only, which
 * are the same there.
 */
const RAMADAN_ZONES: readonly string[] = ['Africa/Casablanca', 'Africa/El_Aaiun'];

const RAMADAN_CHANGE: ClockChange = { from: SUNDAY + 120, to: SUNDAY + 180 };

/**
 * Hours of the week in which a time of a zone does not exist on one day of the year or comes twice on another. Empty for a zone without
 * daylight saving, and for one that has none any more by the zone list.
 */
export function clockChanges(timeZone: string): readonly ClockChange[] {
  const zone = currentTimeZone(timeZone);
  if (RAMADAN_ZONES.includes(zone)) return [RAMADAN_CHANGE];
  const offsets = zoneOffsets(zone);
  if (offsets === undefined || offsets.least === offsets.most) return [];
  const found = CHANGES.find(([, zones]) => zones.split(/\s+/).includes(zone));
  return (found?.[0] ?? []).map(([from, length]) => ({ from, to: from + length }));
}
