import type { CloudConfig } from './cloud-config';
import type { KubeletSettings } from './kubelet-settings';

// The kubelet needs a moment beyond the pods' own time to report and to let go of its lock.
const MARGIN_SECONDS = 10;

/**
 * Lets logind wait for the kubelet at shutdown. Its default of 5 s would cut the graceful node shutdown short.
 * In place, and read again by logind, before the kubelet starts.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/
 */
export function shutdownInhibition(settings: KubeletSettings): CloudConfig {
  return {
    files: [
      {
        path: '/etc/systemd/logind.conf.d/60-keelson.conf',
        content: `[Login]\nInhibitDelayMaxSec=${settings.shutdownGraceSeconds + MARGIN_SECONDS}\n`,
      },
    ],
    commands: [['systemctl', 'kill', '--signal=HUP', 'systemd-logind.service']],
  };
}
