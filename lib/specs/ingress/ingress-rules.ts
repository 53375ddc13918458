import type { Problems } from '../../values/problems';
import { judgeCertificates } from './certificates/certificate-rules';
import type { JudgedIngress } from './judged-ingress';
import { judgeMaxHops } from './request-path-rules';
import { judgeAlikeBackends } from './rules/alike-backend-rules';
import { judgeBackends } from './rules/backend-rules';
import { judgeGclb } from './rules/gclb-rules';
import { judgeIngressHealth } from './rules/ingress-health-rules';
import { judgeIngressName } from './rules/ingress-name-rules';

/** Rules of one ingress, and of its backends in the clusters of the environment; its hosts are judged with their services. */
export function judgeIngress(judged: JudgedIngress, problems: Problems): void {
  judgeIngressName(judged, problems);
  judgeBackends(judged, problems);
  judgeAlikeBackends(judged, problems);
  judgeIngressHealth(judged.input.health, problems);
  judgeGclb(judged, problems);
  judgeCertificates(judged, problems);
  judgeMaxHops(judged.spec, problems);
}
