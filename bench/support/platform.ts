import { definePlatform } from 'keelson/programs';
import { benchEnvironments } from './environments';

/** A platform with the number of environments that the runner's benchmark requests. */
export const platform = definePlatform({
  environments: benchEnvironments('aws', Number(process.env['KEELSON_BENCH_COUNT'] ?? 1)),
});
