import { clockChanges } from '../../lib/values/clock-changes';
import { zoneOffsets } from '../../lib/values/time-zone';

/** All zones of the pinned list, the old names included. */
const { getAllTimezones } = require('countries-and-timezones') as {
  readonly getAllTimezones: (options: { readonly deprecated: boolean }) => Readonly<Record<string, unknown>>;
};

test('every zone with daylight saving in the pinned list has the hours of its changes', () => {
  const missing = Object.keys(getAllTimezones({ deprecated: true })).filter((zone) => {
    const offsets = zoneOffsets(zone);
    const hasSaving = offsets !== undefined && offsets.least !== offsets.most;
    return hasSaving && clockChanges(zone).length === 0;
  });
  expect(missing).toEqual([]);
});
