import { coordinatedNodes, coordinatedSeconds } from '../../../analysis/coordinated-reboots';
import { counted } from '../../../values/counted';
import { ImageReference } from '../../../values/image-reference';
import { parseLabelSelector } from '../../../values/label-selector';
import { DAY_MINUTES } from '../../../values/minutes';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { REBOOT_ALERTS } from '../../reboots/reboot-names';
import type { CoordinatedReboots } from '../../reboots/reboot-schedule';
import { LOCK_NOTICE_SECONDS, lockSequenceSeconds } from '../../reboots/resolve-reboots';
import { SHIPPED_IMAGES } from '../../shipped-images';
import type { NodePoolSpec } from '../node-pool-spec';
import { coordinatedTiming } from './reboot-risk';

/** Rules of kured and its lock. */
export function judgeCoordination(pool: NodePoolSpec, reboots: CoordinatedReboots, problems: Problems): void {
  const isPeriodSound = judgePeriod(pool, reboots, problems);
  judgeBlockers(reboots, problems);
  judgeImage(reboots.image, problems);
  judgeMidnight(reboots, problems);
  judgeLock(reboots, problems);
  if (isPeriodSound) judgeFeasibility(pool, reboots, problems);
}

/**
 * A node that finds the lock taken looks again after a period, so a long one leaves the lock unused between two reboots. A period of
 * no more than a reboot is judged with the windows as it is on average; a longer one needs windows that have room for a whole period
 * before every reboot, because a node looks at the same minute of every hour or day and may be unlucky each time.
 */
function judgePeriod(pool: NodePoolSpec, reboots: CoordinatedReboots, problems: Problems): boolean {
  const { periodSeconds, rebootMinutes, window } = reboots;
  if (periodSeconds <= rebootMinutes * 60) return true;
  const timing = coordinatedTiming(pool, reboots);
  const windows = window.days.length;
  const fewest = coordinatedNodes(timing, window.lengthMinutes * 60).fewest * windows;
  const turn = timing.drainSeconds + timing.rebootSeconds + timing.releaseSeconds;
  const rule =
    `be at most the ${timing.rebootSeconds} seconds of a reboot, or leave the windows room for ${timing.nodes} nodes in a week, ` +
    `${timing.concurrency} at once, each after a whole period: ${periodSeconds} + ${turn} s`;
  const shown = `${periodSeconds} s with ${counted(windows, 'window')} of ${window.lengthMinutes} minutes, with room for ${fewest}`;
  const remedy = "lower it, or lengthen 'reboots.window'";
  return problems.require(fewest >= timing.nodes, 'reboots.periodSeconds', rule, shown, remedy);
}

/** A node whose lock expires stays cordoned for good, because kured uncordons a node only while the node holds the lock. */
function judgeLock(reboots: CoordinatedReboots, problems: Problems): void {
  const sequence = lockSequenceSeconds(reboots);
  const { drainDelaySeconds, drainTimeoutSeconds, rebootMinutes, releaseDelaySeconds } = reboots;
  const parts = [drainDelaySeconds, drainTimeoutSeconds, rebootMinutes * 60, LOCK_NOTICE_SECONDS, releaseDelaySeconds];
  const sum = `drain delay ${parts[0]} + drain ${parts[1]} + reboot ${parts[2]} + notice ${parts[3]} + release ${parts[4]}`;
  problems.require(
    reboots.lockTtlSeconds > sequence,
    'reboots.lockTtlSeconds',
    `be more than a whole reboot under the lock, ${sequence} s (${sum})`,
    reboots.lockTtlSeconds,
    'leave it out; a lock that expires too early leaves its node cordoned and lets another node start',
  );
}

function judgeBlockers({ blockedByAlerts, blockingPodSelectors }: CoordinatedReboots, problems: Problems): void {
  blockingPodSelectors.forEach((selector, index) => {
    judgeSelector(selector, `reboots.blockingPodSelectors[${index}]`, problems);
  });
  if (blockedByAlerts === undefined) return;
  const { prometheusUrl, names } = blockedByAlerts;
  problems.require(
    /^https?:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./-]*)?$/.test(prometheusUrl),
    'reboots.blockedByAlerts.prometheusUrl',
    'be the address of a Prometheus, without a password in it',
    prometheusUrl.replace(/\/\/.*@/, '//***@'),
    "write it as 'http://prometheus.monitoring.svc:9090'",
  );
  const property = 'reboots.blockedByAlerts.names';
  const remedy =
    'name those that should hold reboots back; otherwise every alert would hold them back, pending ones too';
  problems.require(names.length > 0, property, 'name at least one alert', names, remedy);
  for (const name of names) {
    problems.require(
      /^[a-zA-Z_]\w*$/.test(name),
      property,
      'hold names of alerts',
      name,
      'write the whole name, not a pattern',
    );
    const isOwn = (REBOOT_ALERTS as readonly string[]).includes(name);
    const why = 'remove it: an alert about reboots would hold back the reboot that ends the alert';
    problems.require(!isOwn, property, 'name no alert about reboots', name, why);
    const always = 'remove it: this alert fires as long as all is well, so no node would ever reboot';
    problems.require(name !== 'Watchdog', property, 'name no alert that always fires', name, always);
  }
  requireUnique(problems, { property, values: names, what: 'alert' });
}

/** Every node runs pods without some label, so a selector of `!=` alone would hold back every node for ever. */
function judgeSelector(selector: string, property: string, problems: Problems): void {
  if (problems.capture(property, () => parseLabelSelector(selector)) === undefined) return;
  const names = selector.split(',').some((part) => !part.includes('!='));
  const remedy = "add one such as 'app=migration'; with '!=' alone some pod on every node would hold the reboot back";
  problems.require(names, property, 'name at least one label that the pods have', selector, remedy);
}

function judgeImage(text: string, problems: Problems): void {
  const image = problems.capture('reboots.image', () => ImageReference.parse(text));
  if (image === undefined) return;
  const remedy =
    'add the tag of a version, or a digest; a moving tag would change the program that may reboot every node';
  if (!problems.require(image.hasVersion, 'reboots.image', 'name a version', text, remedy)) return;
  const { kured } = SHIPPED_IMAGES;
  const isKnown = image.tag === undefined || image.tag.startsWith(kured.versions);
  const minor = kured.versions.replace(/\.$/, '');
  const shipped = ImageReference.parse(kured.image).tag;
  const why = `use ${shipped}: the flags are those of ${minor}, and kured exits at start when it gets an unknown flag`;
  problems.require(isKnown, 'reboots.image', `be a version of kured ${minor}`, text, why);
}

/** kured compares the current weekday with the days of the window, also after midnight, and not the weekday on which the window began. */
function judgeMidnight({ window }: CoordinatedReboots, problems: Problems): void {
  const passes = window.startMinute + window.lengthMinutes > DAY_MINUTES;
  problems.require(
    !passes || window.days.length === 7,
    'reboots.window',
    "not pass midnight unless it begins on every day: after midnight kured reads the new weekday, which is not the window's",
    `${window.days.join(', ')} until the day after`,
    'end the window at midnight, begin it after midnight, or name every day',
  );
}

function judgeFeasibility(pool: NodePoolSpec, reboots: CoordinatedReboots, problems: Problems): void {
  const timing = coordinatedTiming(pool, reboots);
  const perWindow = Math.floor(coordinatedNodes(timing, reboots.window.lengthMinutes * 60).expected);
  const windows = reboots.window.days.length;
  const needed = Math.ceil(coordinatedSeconds(timing).expected / windows / 60);
  const each = timing.drainSeconds + timing.rebootSeconds + timing.releaseSeconds;
  problems.require(
    perWindow * windows >= timing.nodes,
    'reboots.window',
    `be long enough to reboot all ${timing.nodes} nodes in a week, ${timing.concurrency} at once and up to ${each} s each`,
    `${counted(windows, 'window')} of ${reboots.window.lengthMinutes} minutes, enough for ${perWindow * windows}`,
    `use windows of about ${needed} minutes, more days, a shorter 'drainTimeoutSeconds' or a higher 'concurrency'`,
  );
}
