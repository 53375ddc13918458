import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rebootFiles } from '../../../../lib/render/user-data/reboots/reboot-files';
import type { AwsNodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import { rebootFields } from '../../../../lib/specs/reboots/reboot-fields';
import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import { resolveReboots } from '../../../../lib/specs/reboots/resolve-reboots';
import { awsPoolSpec } from '../../../fixtures/aws-pool-spec';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

/** Path of the script that draws a slot. */
const DRAW = '/usr/local/libexec/keelson/draw-reboot-slot';

/** Configuration of the node's image: archives and an immediate reboot, which our configuration must override. */
const IMAGE_APT = `Unattended-Upgrade::Origins-Pattern { "origin=Debian"; };
Unattended-Upgrade::Allowed-Origins { "Evil:archive"; };
Unattended-Upgrade::Automatic-Reboot "true";
`;

/** A pool with a schedule, without regard to its workloads. */
export function rebootingPool(pool: AwsNodePoolSpec, reboots: RebootScheduleInput): AwsNodePoolSpec {
  return { ...pool, reboots: resolveReboots(rebootFields.resolve(reboots)) };
}

/** A node's disk after cloud-init has written the files of a schedule, in its own folder. */
export class RebootNode {
  private constructor(
    /** Folder that serves as the root of the disk. */
    readonly root: string,
    private readonly files: ReadonlyMap<string, string>,
  ) {}

  static boot(name: string, reboots: RebootScheduleInput): RebootNode {
    const image = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } as const;
    const pool = rebootingPool(awsPoolSpec({ zones: ['eu-central-1a', 'eu-central-1b'] }, { image }), reboots);
    const root = mkdtempSync(join(Session.current().subfolder('node-boot'), `${name}-node-`));
    const files = rebootFiles(pool).flatMap((config) => config.files);
    const node = new RebootNode(root, new Map(files.map(({ path, content }) => [path, content])));
    for (const { path, content } of files) node.write(path, content);
    node.write('/etc/apt/apt.conf.d/50unattended-upgrades', IMAGE_APT);
    node.write('/etc/systemd/system/.keep', '');
    node.write('/bin/timedatectl', '#!/bin/sh\necho "$@" >>"$0.calls"\n');
    chmodSync(join(root, 'bin/timedatectl'), 0o755);
    return node;
  }

  /** Paths and contents that cloud-init wrote. */
  get written(): readonly { readonly path: string; readonly content: string; readonly permissions: string }[] {
    return [...this.files].map(([path, content]) => {
      return { path, content, permissions: content.startsWith('#!') ? '0755' : '0644' };
    });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, content: string): void {
    mkdirSync(join(this.root, dirname(path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Text of the script that draws a slot, with this disk as its root. */
  get drawScript(): string {
    return (this.files.get(DRAW) ?? '').replaceAll(/(?<![\w/])\/etc\//g, `${this.root}/etc/`);
  }

  /** Draws the slot of an instance. */
  async draw(instance: string, zone = 'eu-central-1a'): Promise<void> {
    const script = join(this.root, 'draw');
    writeFileSync(script, this.drawScript);
    const env = { PATH: `${this.root}/bin:${process.env['PATH']}` };
    const outcome = await runProgram([toolPath('dash'), script, instance, zone], { env });
    if (outcome.status !== 0) throw new Error(outcome.stderr);
  }

  /** The configuration that apt reads on this disk. */
  async aptConfiguration(): Promise<string> {
    return (await runProgram(['apt-config', 'dump'], { env: this.aptEnvironment() })).stdout;
  }

  /** Calls of the packaged unattended-upgrade on this disk when a reboot is required. */
  async unattendedUpgrade(): Promise<{
    readonly calls: readonly (readonly string[])[];
    readonly origins: readonly string[];
  }> {
    this.write('/var/run/reboot-required', '');
    const python = '/usr/bin/python3';
    const driver = join(__dirname, 'unattended-upgrade.py');
    const command = [python, driver, toolPath('unattended-upgrade'), join(this.root, 'var/run/reboot-required')];
    const outcome = await runProgram(command, { env: this.aptEnvironment() });
    if (outcome.status !== 0) throw new Error(outcome.stderr);
    return JSON.parse(outcome.stdout);
  }

  private aptEnvironment(): Readonly<Record<string, string>> {
    const path = join(this.root, 'apt.conf');
    writeFileSync(path, `Dir::Etc::main "/dev/null";\nDir::Etc::parts "${this.root}/etc/apt/apt.conf.d";\n`);
    return { PATH: String(process.env['PATH']), APT_CONFIG: path, LC_ALL: 'C' };
  }
}
