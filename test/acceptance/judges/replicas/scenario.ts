import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesMinor } from '../../harness/control-plane';
import { pollUntil } from '../../harness/poll';
import { CONTROL, controlObjects } from './control';
import type { Load } from './metrics-double';
import type { ReplicasWatch, WantedPods } from './replicas-watch';
import { filesOf, HANDED, LIVING, MAX, MIN, NAMESPACE, SCALED, scaledCluster } from './scaled-clusters';
import { guideCommands, ScaledRig } from './scaled-rig';

/** Seconds of a phase in which nothing may happen: several decisions of the controller. */
const QUIET_SECONDS = 5;

/** Load that needs the least number of pods, and sidecars that are busy nevertheless. */
const BUSY_SIDECARS: Load = { service: 2, sidecar: 300, sockets: 100, queue: 1 };

/** Load that needs more pods than any service may have. */
const PEAK: Load = { service: 95, sidecar: 95, sockets: 60_000, queue: 100_000 };

/** Load that needs the least number of pods. */
const IDLE: Load = { service: 2, sidecar: 2, sockets: 100, queue: 1 };

/** Observations on one minor, for the tests to judge. */
export interface Observed {
  /** Lines of the second apply of all services. */
  readonly secondApply: readonly string[];
  /** Numbers of pods by service, in each phase. */
  readonly idle: Numbers;
  readonly rise: Numbers;
  readonly fall: Numbers;
  /** Numbers of pods of the services that were handed over, from before their range on. */
  readonly handed: Numbers;
  /** Answers to stubs that must be refused. */
  readonly refusedStubs: Readonly<Record<'absent' | 'other-number' | 'client-side', string>>;
}

/** Numbers of pods by service. */
export type Numbers = Readonly<Record<string, readonly WantedPods[]>>;

/** Takes the services of a cluster through a day and a hand-over. */
export async function observe(minor: KubernetesMinor): Promise<Observed> {
  const rig = await ScaledRig.start(minor);
  try {
    await rig.applyGround();
    setLoads(rig, BUSY_SIDECARS);
    const secondApply = await applyServices(rig);
    const watch = await rig.watch();
    const refusedStubs = await refuseStubs(rig);
    const handed = await handOver(rig, watch);
    const day = await scale(rig, watch);
    watch.end();
    return { secondApply, refusedStubs, handed, ...day };
  } finally {
    await rig.stop();
  }
}

function setLoads(rig: ScaledRig, load: Load): void {
  for (const name of [...SCALED, ...HANDED, CONTROL]) {
    rig.metrics.set(name, (HANDED as readonly string[]).includes(name) ? IDLE : load);
  }
}

/** Applies every service twice: half of those that get a range later by the server, all others as `kubectl apply` does by default. */
async function applyServices(rig: ScaledRig): Promise<readonly string[]> {
  const files = filesOf(scaledCluster('number')).filter(({ path }) => path.startsWith('60-'));
  const byServer = files.filter(({ path }) => path.includes('server'));
  const byClient = files.filter((file) => !byServer.includes(file));
  const folder = rig.write('services', byClient);
  await rig.must(`kubectl apply --server-side -f ${rig.write('services-by-server', byServer)}`);
  await rig.must(`kubectl apply -f ${folder}`);
  for (const object of controlObjects(byClient)) await rig.objects.apply(object);
  for (const name of HANDED) await rig.awaitReady(name, LIVING);
  for (const name of SCALED) await rig.awaitReady(name, MIN);
  const again = await rig.must(`kubectl apply -f ${folder}`);
  return again.split('\n').filter((line) => line !== '');
}

async function scale(rig: ScaledRig, watch: ReplicasWatch): Promise<Pick<Observed, 'idle' | 'rise' | 'fall'>> {
  const names = [...SCALED, CONTROL];
  await sleep(QUIET_SECONDS * 1000);
  const idle = numbersOf(watch, names);
  setLoads(rig, PEAK);
  await awaitAll(watch, MAX);
  await sleep(QUIET_SECONDS * 1000);
  const rise = numbersOf(watch, names);
  for (const name of names) watch.reset(name);
  setLoads(rig, IDLE);
  await awaitAll(watch, MIN);
  await sleep(QUIET_SECONDS * 1000);
  return { idle, rise, fall: numbersOf(watch, names) };
}

async function awaitAll(watch: ReplicasWatch, pods: number): Promise<void> {
  const state = () => SCALED.map((name) => `${name} ${watch.now(name)}`).join(', ');
  const ask = async () => (SCALED.every((name) => watch.now(name) === pods) ? true : undefined);
  await pollUntil(`${pods} pods of every service`, ask, { seconds: 90, describe: state });
}

/** Gives living services a range: two as the guide says, and two without its commands. */
async function handOver(rig: ScaledRig, watch: ReplicasWatch): Promise<Numbers> {
  const files = filesOf(scaledCluster('range'));
  const folderOf = (name: string) =>
    rig.write(
      `range-${name}`,
      files.filter(({ path }) => /^(?:handover\/)?60-/.test(path) && path.includes(`-${NAMESPACE}-${name}`)),
    );
  await rig.must(guideCommands('set-last-applied', 'client', folderOf('client')));
  await rig.must(guideCommands('keelson-handover', 'server', folderOf('server')));
  await rig.must(`kubectl apply -f ${folderOf('lost-client')}`);
  await rig.must(`kubectl apply --server-side -f ${folderOf('lost-server')}`);
  await sleep(QUIET_SECONDS * 1000);
  return numbersOf(watch, HANDED);
}

/** Stubs of the wrong number and of no Deployment, and a stub that is applied as other files are. */
async function refuseStubs(rig: ScaledRig): Promise<Observed['refusedStubs']> {
  const stub = (name: string, replicas: number) => {
    const metadata = `metadata: { name: ${name}, namespace: ${NAMESPACE} }`;
    return `printf '%s\\n' 'apiVersion: apps/v1' 'kind: Deployment' '${metadata}' 'spec: { replicas: ${replicas} }'`;
  };
  const byServer = 'kubectl apply --server-side --field-manager keelson-handover -f -';
  const ask = async (line: string) => (await rig.shell(line)).stderr;
  return {
    absent: await ask(`${stub('nobody', LIVING)} | ${byServer}`),
    'other-number': await ask(`${stub('server', LIVING + 1)} | ${byServer}`),
    'client-side': await ask(`${stub('client', LIVING)} | kubectl apply -f -`),
  };
}

function numbersOf(watch: ReplicasWatch, names: readonly string[]): Numbers {
  return Object.fromEntries(names.map((name) => [name, watch.of(name)]));
}
