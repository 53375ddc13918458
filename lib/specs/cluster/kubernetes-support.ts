/** How long a cloud supports a Kubernetes minor: the first days, in UTC, without standard and without extended support. */
export interface MinorSupport {
  readonly endOfStandard: string;
  readonly endOfExtended: string;
}

/** Date of {@link EKS_SUPPORT} and {@link GKE_SUPPORT}; rules compare ends with this day and not with the clock, or a build would fail unchanged. */
export const KUBERNETES_SUPPORT_AS_OF = '2026-11-01';

/**
 * Minors of EKS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const EKS_SUPPORT: Readonly<Record<string, MinorSupport>> = {
  '1.30': { endOfStandard: '2025-07-23', endOfExtended: '2026-07-23' },
  '1.31': { endOfStandard: '2025-11-26', endOfExtended: '2026-11-26' },
  '1.32': { endOfStandard: '2026-03-23', endOfExtended: '2027-03-23' },
  '1.33': { endOfStandard: '2026-07-29', endOfExtended: '2027-07-29' },
  '1.34': { endOfStandard: '2026-12-02', endOfExtended: '2027-12-02' },
  '1.35': { endOfStandard: '2027-03-27', endOfExtended: '2028-03-27' },
  '1.36': { endOfStandard: '2027-08-02', endOfExtended: '2028-08-02' },
};

/**
 * Minors of GKE. Standard support ends 14 months after the day on which a minor came to the Regular channel, extended support 24
 * months after it. Google calls its dates estimates; the ends of extended support, and of 1.34's standard support, are computed by
 * that rule.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/release-schedule
 */
export const GKE_SUPPORT: Readonly<Record<string, MinorSupport>> = {
  '1.30': { endOfStandard: '2025-09-30', endOfExtended: '2026-07-31' },
  '1.31': { endOfStandard: '2026-01-16', endOfExtended: '2026-10-25' },
  '1.32': { endOfStandard: '2026-04-11', endOfExtended: '2027-02-11' },
  '1.33': { endOfStandard: '2026-08-03', endOfExtended: '2027-06-03' },
  '1.34': { endOfStandard: '2026-11-30', endOfExtended: '2027-09-30' },
  '1.35': { endOfStandard: '2027-04-11', endOfExtended: '2028-02-11' },
  '1.36': { endOfStandard: '2027-08-09', endOfExtended: '2028-06-09' },
};
