import type { CloudConfig } from './cloud-config';
import type { KubeletSettings } from './kubelet-settings';

// After the pods' own time the kubelet needs a moment to report and to release its inhibitor lock.
const MARGIN_SECONDS = 10;

/**
 * Lets logind wait for the kubelet at shutdown, because logind's default of 5 s would cut the graceful node shutdown short. The
 * file is written, and logind reads it again, before the kubelet starts.
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
