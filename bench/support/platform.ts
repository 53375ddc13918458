import { definePlatform } from 'keelson/programs';
import { benchEnvironments } from './environments';

/** As many environments as the benchmark of the runner asks for. */
export const platform = definePlatform({
  environments: benchEnvironments('aws', Number(process.env['KEELSON_BENCH_COUNT'] ?? 1)),
});
