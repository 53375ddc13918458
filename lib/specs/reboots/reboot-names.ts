/** Name of kured's daemon of a pool, its lock and its account begin with it. */
export const REBOOT_COORDINATOR = 'reboot-coordinator';

/** Folder below /var/run in which a node says that it wants to reboot; kured sees no other of the host. */
export const REBOOT_SENTINEL_FOLDER = '/var/run/keelson';

/** File in {@link REBOOT_SENTINEL_FOLDER} that is there while a reboot is due and no blackout forbids it. */
export const REBOOT_SENTINEL_FILE = 'reboot-required';

/** Label of a node that kured is about to drain, `true` until it is back; traffic daemons avoid it by node affinity. */
export const REBOOTING_LABEL = 'keelson.dev/rebooting';

/** Alerts that speak of reboots: none of them may hold reboots back, or it would keep itself firing. */
export const REBOOT_ALERTS = ['NodeRebootOverdue', 'NodeRebootLockHeld', 'NodeCordonedWithoutLock'] as const;
