import { LEGACY_TIME_ZONES } from '../../lib/values/legacy-time-zones';
import { currentTimeZone, isTimeZone, zoneOffsets } from '../../lib/values/time-zone';

test.each([
  ['UTC', 0, 0],
  ['Europe/Amsterdam', 60, 120],
  ['Europe/Dublin', 0, 60],
  ['America/New_York', -300, -240],
  ['America/St_Johns', -210, -150],
  ['America/Argentina/Buenos_Aires', -180, -180],
  ['Asia/Kolkata', 330, 330],
  ['Asia/Kathmandu', 345, 345],
  ['Asia/Tokyo', 540, 540],
  ['Australia/Sydney', 600, 660],
  ['Australia/Lord_Howe', 630, 660],
  ['Pacific/Kiritimati', 840, 840],
  ['Pacific/Pago_Pago', -660, -660],
])('%s is %d to %d minutes ahead of UTC', (name, least, most) => {
  expect(zoneOffsets(name)).toEqual({ least, most });
  expect(isTimeZone(name)).toBe(true);
});

test.each([
  ['offsets', ['+02:00', 'UTC+2', 'GMT+2', '-0500']],
  ['abbreviations', ['CET', 'CEST', 'EST', 'EST5EDT', 'MST', 'GMT', 'Z', 'utc']],
  ['offsets in the form of a place, whose sign is turned', ['Etc/GMT-2', 'Etc/UTC']],
  ['another case', ['europe/amsterdam', 'EUROPE/AMSTERDAM', 'Europe/amsterdam']],
  [
    'places that the database does not list',
    ['Europe/Nowhere', 'Europe/', 'Europe', 'Europe/Amsterdam ', 'Europe/toString', ''],
  ],
  ['names of countries, which nodes may lack', ['US/Eastern', 'Canada/Pacific', 'Brazil/East', 'Japan', 'GB']],
  ['a path', ['../Europe/Amsterdam', 'Europe/../../etc/passwd', "Europe/Amsterdam'; reboot"]],
])('refuses %s', (_, names) => {
  for (const name of names) {
    expect(isTimeZone(name)).toBe(false);
    expect(zoneOffsets(name)).toBeUndefined();
  }
});

test.each([
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  // Europe/Amsterdam is a link too, but its name is current and on every node.
  ['Europe/Amsterdam', 'Europe/Amsterdam'],
  ['UTC', 'UTC'],
  ['constructor', 'constructor'],
])("today's name of the zone %s is %s", (name, current) => {
  expect(currentTimeZone(name)).toBe(current);
});

test("every old name is accepted with the offsets of today's name, which is not an old name itself", () => {
  for (const [name, current] of Object.entries(LEGACY_TIME_ZONES)) {
    expect([name, currentTimeZone(current)]).toEqual([name, current]);
    expect([name, isTimeZone(name), zoneOffsets(name)]).toEqual([name, true, zoneOffsets(current)]);
  }
  expect(Object.keys(LEGACY_TIME_ZONES)).toHaveLength(42);
});
