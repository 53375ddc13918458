import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { judge } from './support/judgement';
import { measure } from './support/measure';
import { ROOT } from './support/paths';

const LIMIT = 1.5;

/** Import time of the package's compiled entry points, compared with that of the vendor modules that they load by the same subpaths. */
export function benchImports(runs: number): boolean {
  return ['index', 'aws', 'google'].map((door) => benchDoor(door, runs)).every(Boolean);
}

function benchDoor(door: string, runs: number): boolean {
  const path = join(ROOT, 'build/entry', `${door}.js`);
  const bare = vendorModules(path);
  const [own, vendor] = measure([importing(door, [path]), importing('vendor', bare)], runs);
  const name = door === 'index' ? 'keelson' : `keelson/${door}`;
  if (bare.length === 0) {
    judge({ what: `import of ${name}, which loads no vendor module`, value: Number(own?.milliseconds), unit: 'ms' });
    return true;
  }
  const value = Number(own?.milliseconds) / Number(vendor?.milliseconds);
  return judge({ what: `import of ${name} over its ${bare.length} vendor modules`, value, limit: LIMIT });
}

/** The vendor modules that the files of an entry point require: packages and subpaths, without the modules that these load. */
function vendorModules(path: string): readonly string[] {
  const script = `
    const own = new Set();
    const load = require('node:module')._load;
    require('node:module')._load = function (request, parent, ...rest) {
      const isOwn = parent?.filename?.includes(${JSON.stringify(join(ROOT, 'build'))});
      if (isOwn && !request.startsWith('.') && !request.startsWith('node:')) own.add(request);
      return load.call(this, request, parent, ...rest);
    };
    require(${JSON.stringify(path)});
    console.log(JSON.stringify([...own].filter((name) => /^(@cdktf|cdktf|cdk8s|constructs)/.test(name))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  if (stdout === '') throw new Error(`${path} cannot be imported\n${stderr}`);
  return JSON.parse(stdout) as readonly string[];
}

function importing(name: string, modules: readonly string[]) {
  const script = `
    const start = process.cpuUsage();
    for (const each of ${JSON.stringify(modules)}) require(each);
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1000;
    console.log(JSON.stringify({ milliseconds, peakMib: process.resourceUsage().maxRSS / 1024 }));`;
  return { name, args: ['-e', script] };
}
