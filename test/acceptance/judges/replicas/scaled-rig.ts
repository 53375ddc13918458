import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ManifestFile } from '../../../../lib/charts/manifest-file';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import { ObjectClient } from '../../harness/object-client';
import { inParallel, pollUntil } from '../../harness/poll';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { type Service, Session } from '../../harness/session';
import { startSimulatedKubelets } from '../../harness/simulated-kubelets';
import { simulatedNodes } from '../../harness/simulated-nodes';
import { toolPath } from '../../harness/tools';
import { MetricsDouble } from './metrics-double';
import { ReplicasWatch } from './replicas-watch';
import { filesOf, NAMESPACE, scaledCluster } from './scaled-clusters';

/** Nodes of the pool, which have room for all pods of a run. */
const NODES = 12;

/** The controller decides every second instead of every fifteen, and believes the processors of pods that have just started. */
const CONTROLLER_FLAGS = [
  '--horizontal-pod-autoscaler-sync-period=1s',
  '--horizontal-pod-autoscaler-cpu-initialization-period=1s',
  '--horizontal-pod-autoscaler-downscale-stabilization=1s',
];

/** The services of a cluster on one minor, with their metrics. */
export class ScaledRig {
  readonly objects: ObjectClient;
  private readonly folder: string;

  private constructor(
    readonly minor: KubernetesMinor,
    private readonly plane: ControlPlane,
    private readonly kubelets: Service,
    readonly metrics: MetricsDouble,
  ) {
    this.objects = new ObjectClient(plane);
    this.folder = Session.current().subfolder(nameOf(minor));
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    symlinkSync(toolPath(`kubectl-${minor}`), join(this.folder, 'bin', 'kubectl'));
  }

  /** Starts one, with nodes and the team's namespace, and without services. */
  static async start(minor: KubernetesMinor): Promise<ScaledRig> {
    const name = nameOf(minor);
    const session = Session.current();
    const plane = await ControlPlane.startWith(session, { name, minor, controllerFlags: CONTROLLER_FLAGS });
    const kubelets = await startSimulatedKubelets(session, name, plane);
    const rig = new ScaledRig(minor, plane, kubelets, await MetricsDouble.start(name, plane));
    await inParallel(simulatedNodes(scaledCluster('number'), { general: NODES }), NODES, async ({ manifest }) => {
      await rig.objects.create(manifest);
    });
    return rig;
  }

  /** Writes files as `keelson synth` does, and returns the folder that a user would apply. */
  write(name: string, files: readonly ManifestFile[]): string {
    const folder = join(this.folder, name);
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  /** Runs a command line in a shell that finds the kubectl of this minor. */
  async shell(line: string): Promise<ProgramOutcome> {
    const path = `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    const env = { PATH: path, KUBECONFIG: this.plane.kubeconfigPath, HOME: this.folder };
    return runProgram(['sh', '-ec', line], { cwd: this.folder, env, startsOthers: true });
  }

  /** Runs a command line that must succeed, and returns its output. */
  async must(line: string): Promise<string> {
    const { status, stdout, stderr } = await this.shell(line);
    if (status !== 0) throw new Error(`${line}: ${status}\n${stdout}${stderr}`);
    return stdout;
  }

  /** Applies the namespace with its quota and policies, and waits until the quota is counted. */
  async applyGround(): Promise<void> {
    const ground = filesOf(scaledCluster('number')).filter(({ path }) => path.startsWith('00-'));
    // On the server side, because a client may find no account `default` and then be too late to create it.
    await this.must(`kubectl apply --server-side -f ${this.write('ground', ground)}`);
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(`/api/v1/namespaces/${NAMESPACE}/resourcequotas`);
      const isCounted = items.every((item) => (item['status'] as { readonly hard?: object })?.hard !== undefined);
      return (items.length > 0 && isCounted) || undefined;
    };
    await pollUntil('the quota to be counted', ask, { seconds: 30 });
  }

  /** Waits until a service has so many ready pods. */
  async awaitReady(service: string, pods: number): Promise<void> {
    const path = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
    let seen: unknown;
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(path);
      const found = items.find(({ metadata }) => metadata?.name === service);
      seen = (found?.['status'] as { readonly readyReplicas?: number })?.readyReplicas;
      return seen === pods || undefined;
    };
    await pollUntil(`${pods} pods of '${service}'`, ask, { seconds: 60, describe: () => `${seen} are ready` });
  }

  /** Begins to follow the numbers of pods. */
  watch(): Promise<ReplicasWatch> {
    return ReplicasWatch.begin(this.plane);
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    await this.metrics.stop();
    await this.kubelets.stop();
    await this.plane.stop();
  }
}

/** A block of commands of the guide, with the names of its example replaced by those of a service. */
export function guideCommands(containing: string, service: string, folder: string): string {
  const guide = readFileSync(join(__dirname, '../../../../docs/guides/scaling-pods.md'), 'utf8');
  const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const block = blocks.find((each) => each.includes(containing));
  if (block === undefined) throw new Error(`the guide has no command with '${containing}'`);
  return block
    .replaceAll('dist/shop/main', folder)
    .replaceAll('web-cart', `${NAMESPACE}-${service}`)
    .replaceAll('deployment/cart', `deployment/${service}`)
    .replaceAll('--namespace web', `--namespace ${NAMESPACE}`);
}

function nameOf(minor: KubernetesMinor): string {
  return `replicas-${minor.replace('.', '-')}`;
}
