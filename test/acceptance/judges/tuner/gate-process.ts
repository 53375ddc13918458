import { type ChildProcess, spawn } from 'node:child_process';
import { renderTunedGateScript } from '../../../../lib/render/node-tuner/tuned-gate-script';
import { gateExpectations, tunerProfileHash } from '../../../../lib/render/node-tuner/tuner-settings';
import type { KernelPlan } from '../../../../lib/specs/kernel/kernel-plan';
import { Session, stopProcess } from '../../harness/session';
import type { StubNode } from './stub-node';

/** The init container of a gated pod on a node, run as a process. */
export class GateProcess {
  private readonly child: ChildProcess;
  /**
   * Keys and programs for which the gate should have waited when it opened, as the stub reports. In the host network these are every key and a
   * kube-proxy that can still write; on the pod network it is the keys that such a pod sees.
   */
  readonly opened: Promise<readonly string[]>;
  private isOpen = false;

  constructor(node: StubNode, plan: KernelPlan, hostNetwork: boolean) {
    const expected = gateExpectations(plan, { hostNetwork, hostIpc: false, hostPid: false });
    const environment = {
      KEELSON_EXPECTED: expected,
      KEELSON_PROFILE: tunerProfileHash(plan),
      KEELSON_MARKER: hostNetwork ? `${node.state}/tuned` : '',
      KEELSON_PROC_SYS: node.root,
    };
    this.child = spawn('sh', ['-c', renderTunedGateScript(expected)], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
      detached: true,
    });
    Session.current().remember(this.child);
    this.opened = new Promise((resolve, reject) => {
      this.child.once('exit', (code) => {
        this.isOpen = true;
        if (code === 0) resolve(hostNetwork ? node.unfit() : node.missing(expected));
        else reject(new Error(`the gate ended with ${code}`));
      });
    });
  }

  /** Whether the pod's own containers would run. */
  get open(): boolean {
    return this.isOpen;
  }

  async stop(): Promise<void> {
    await stopProcess(this.child);
  }
}
