import { join } from 'node:path';
import { jvmMemory } from '../../../../lib/analysis/jvm-memory';
import { JVM_LINES } from '../../../../lib/specs/workload/jvm/jvm-fields';
import { Session } from '../../harness/session';
import { besideService, type CgroupRun, compilePrograms, flagsIn, javaOf, type Line, runWithin } from './jvm-programs';
import { fullJvm, randomJvms, renderedOptions, type SizedJvm } from './sized-jvms';

const MIB = 2 ** 20;
const SEED = 20_261_127;
const JVMS_PER_LINE = 40;

/** Two JVMs run at once, because more would wait for each other. */
const LANES = 2;

const FLAGS = { serial: 'UseSerialGC', parallel: 'UseParallelGC', g1: 'UseG1GC', zgc: 'UseZGC' } as const;

/** Percent of the heap that a program keeps alive; ZGC needs room to move objects while the program allocates. */
const LIVE = { serial: 60, parallel: 60, g1: 60, zgc: 40 } as const;

const PRINT = ['-XX:+PrintFlagsFinal', '-version'] as const;

const session = Session.current();
let classes = '';
let begun = 0;

beforeAll(async () => {
  classes = await compilePrograms();
});

afterAll(() => {
  session.fact('jvm', 'seed', SEED);
  session.fact('jvm', 'JVMs begun', begun);
});

function within(limitMib: number, options: string, command: readonly string[]): Promise<CgroupRun> {
  begun += 1;
  return runWithin(limitMib, options, command);
}

/** Applies `work` to every item, a few at a time. */
async function inLanes<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, item] = next;
      results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

/** Flags that a JVM must report for a spec, sizes in bytes. */
function expectedFlags({ limitMib, percent, bounds }: SizedJvm): Readonly<Record<string, string>> {
  const heap = String(jvmMemory(bounds, { limitMib, percent }).heapMib * MIB);
  const collectors = Object.entries(FLAGS).map(([name, flag]) => [flag, String(name === bounds.collector)]);
  return {
    MaxHeapSize: heap,
    InitialHeapSize: heap,
    ActiveProcessorCount: String(bounds.processors),
    AlwaysPreTouch: 'true',
    ExitOnOutOfMemoryError: 'true',
    MaxMetaspaceSize: String(bounds.metaspaceMib * MIB),
    MaxDirectMemorySize: String(bounds.directMib * MIB),
    ReservedCodeCacheSize: String(bounds.codeCacheMib * MIB),
    ...Object.fromEntries(collectors),
  };
}

describe.each(JVM_LINES)('a JVM of line %i', (line) => {
  const jvms = randomJvms(line, JVMS_PER_LINE, SEED);
  const full = Object.keys(FLAGS).map((collector) => fullJvm(line, collector as keyof typeof FLAGS));

  test('has the stated heap to the byte, the stated collector and processors, whatever the limit', async () => {
    const options = renderedOptions(jvms);
    const found = await inLanes(jvms, async (jvm, index) => {
      const outcome = await within(jvm.limitMib, options[index] ?? '', [javaOf(line), ...PRINT]);
      const flags = flagsIn(outcome);
      const wanted = Object.keys(expectedFlags(jvm)).map((name) => [name, flags[name]]);
      return { status: outcome.status, kills: outcome.kills, flags: Object.fromEntries(wanted) };
    });
    expect(found).toEqual(jvms.map((jvm) => ({ status: 0, kills: 0, flags: expectedFlags(jvm) })));
  });

  test('survives in its limit when heap, stacks, direct buffers, metaspace and code are full', async () => {
    const options = renderedOptions(full);
    const found = await inLanes(full, async (jvm, index) => {
      const outcome = await within(jvm.limitMib, options[index] ?? '', fillCommand(jvm));
      session.fact('jvm', `${line} ${jvm.bounds.collector}, MiB`, `${outcome.peakMib} of ${jvm.limitMib}`);
      const { status, kills, stdout } = outcome;
      return { collector: jvm.bounds.collector, status, kills, stdout };
    });
    expect(found).toEqual(
      full.map(({ bounds }) => ({ collector: bounds.collector, status: 0, kills: 0, stdout: 'filled\n' })),
    );
  });

  test('is killed when it has more threads than the sum counts', async () => {
    const [jvm] = full;
    if (jvm === undefined) throw new Error('no JVM');
    const [options = ''] = renderedOptions([jvm]);
    const outcome = await within(
      jvm.limitMib,
      options,
      fillCommand({ ...jvm, bounds: { ...jvm.bounds, threads: 300 } }),
    );
    expect({ status: outcome.status, kills: outcome.kills }).toEqual({ status: null, kills: 1 });
  });

  test('is killed when its heap is as large as its limit', async () => {
    const outcome = await within(512, '-Xms512m -Xmx512m -XX:+UseSerialGC -XX:+AlwaysPreTouch', [
      javaOf(line),
      '-version',
    ]);
    expect({ status: outcome.status, kills: outcome.kills }).toEqual({ status: null, kills: 1 });
  });

  test('has another heap than its percentage says, which is the reason why the heap is written out', async () => {
    const two = '-XX:ActiveProcessorCount=2 -XX:+UseG1GC';
    const heapOf = async (limitMib: number, percent: number) => {
      const outcome = await within(limitMib, `${two} -XX:MaxRAMPercentage=${percent}`, [javaOf(line), ...PRINT]);
      return Number(flagsIn(outcome)['MaxHeapSize']);
    };
    // 70 percent of 3Gi are 2150.4 MiB, and the heap gets whole regions.
    expect(await heapOf(3072, 70)).toBe(2152 * MIB);
    expect(await heapOf(200, 30)).toBe(100 * MIB);
  });

  test('is killed by a second JVM in its container, and not by jcmd', async () => {
    const beside = await serviceBeside(line, `${javaOf(line)} -version`);
    expect(beside.last).toBe('service ended with 137');
    // The kernel may kill the second JVM too.
    expect(beside.kills).toBeGreaterThanOrEqual(1);
    const jcmd = join(javaOf(line), '../jcmd');
    expect(await serviceBeside(line, `${jcmd} $SERVICE VM.flags`)).toEqual({ last: 'service ended with 0', kills: 0 });
  });
});

function fillCommand({ line, bounds }: SizedJvm): readonly string[] {
  const { collector, threads, directMib, metaspaceMib, codeCacheMib } = bounds;
  const sizes = [LIVE[collector], threads, directMib, metaspaceMib + codeCacheMib].map(String);
  return [javaOf(line), '-cp', classes, 'FillMemory', ...sizes];
}

async function serviceBeside(line: Line, program: string): Promise<{ readonly last: string; readonly kills: number }> {
  const mark = join(session.subfolder('jvm-marks'), `${line}-${begun}`);
  const options = '-Xms320m -Xmx320m -XX:+UseSerialGC -XX:+AlwaysPreTouch';
  const service = [javaOf(line), '-cp', classes, 'HoldHeap', mark];
  const { stdout, kills } = await within(512, options, [...besideService(program), mark, ...service]);
  return { last: stdout.trim().split('\n').at(-1) ?? '', kills };
}
