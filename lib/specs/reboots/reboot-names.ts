/** First part of the names of kured's daemon for a pool, of its lock and of its account. */
export const REBOOT_COORDINATOR = 'reboot-coordinator';

/** Folder below /var/run in which a node states that it needs a reboot; kured mounts no other folder of the host. */
export const REBOOT_SENTINEL_FOLDER = '/var/run/keelson';

/** File in {@link REBOOT_SENTINEL_FOLDER} that exists while a reboot is due and no blackout forbids it. */
export const REBOOT_SENTINEL_FILE = 'reboot-required';

/** Label of a node that kured is about to drain, `true` until the node is back; daemons with traffic avoid such nodes by affinity. */
export const REBOOTING_LABEL = 'keelson.dev/rebooting';

/** Alerts about reboots: none of them may hold reboots back, because the alert would then keep itself firing. */
export const REBOOT_ALERTS = ['NodeRebootOverdue', 'NodeRebootLockHeld', 'NodeCordonedWithoutLock'] as const;
