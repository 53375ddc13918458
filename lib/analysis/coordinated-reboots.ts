/** How nodes take turns under a lock. */
export interface CoordinatedTiming {
  /** Nodes that want to reboot. */
  readonly nodes: number;
  /** Nodes that may hold the lock at once, at least 1. */
  readonly concurrency: number;
  /** Seconds from taking the lock until the reboot begins. */
  readonly drainSeconds: number;
  /** Seconds from the reboot until the node is Ready again. */
  readonly rebootSeconds: number;
  /** Seconds from then until the lock is let go: until the agent runs again and has looked around, and any delay after it. */
  readonly releaseSeconds: number;
  /** Seconds between two looks of a node at the lock; each node has a phase of its own. */
  readonly periodSeconds: number;
}

/** Seconds until the last node has let go of the lock, in a window that never ends. */
export interface CoordinatedDuration {
  /** With phases spread evenly. */
  readonly expected: number;
  /** With a whole period before each turn: no phases are worse. */
  readonly longest: number;
}

/** Nodes that take the lock in one window; one that has begun inside may end outside. */
export interface CoordinatedCount {
  /** With phases spread evenly; a mean, so not whole. */
  readonly expected: number;
  /** With a whole period before each turn: no phases are worse. */
  readonly fewest: number;
}

/**
 * How long all nodes take. A lock that comes free stays so until the next look of a node that waits: with m nodes at phases
 * of their own the first of m even draws from the period, period / (m + 1) on average, and at most the period.
 *
 * What is expected is a few percent short: those that wait longest are those that have just looked when the lock comes free.
 * With periods up to the time that a node holds the lock, at most 5 % for all nodes and 4 % for those of a window.
 *
 * @see https://github.com/kubereboot/kured/blob/1.23.0/cmd/kured/main.go for one look a period from a random phase, no queue.
 */
export function coordinatedSeconds(timing: CoordinatedTiming): CoordinatedDuration {
  const hold = holdSeconds(timing);
  const ends = (starts: readonly number[]) => starts.reduce((last, start) => Math.max(last, start + hold), 0);
  return { expected: ends(expectedStarts(timing)), longest: ends(latestStarts(timing)) };
}

/** How many nodes of {@link coordinatedSeconds} take the lock before the window ends. */
export function coordinatedNodes(timing: CoordinatedTiming, windowSeconds: number): CoordinatedCount {
  const fewest = latestStarts(timing).filter((start) => start < windowSeconds).length;
  return { expected: Math.max(fewest, meanCount(expectedStarts(timing), windowSeconds)), fewest };
}

/** Starts before `end` if each is about as early as late of what is expected: half a turn before the one that falls on it. */
function meanCount(starts: readonly number[], end: number): number {
  const before = starts.filter((start) => start < end).length;
  const [from, to] = [before === 0 ? 0 : starts[before - 1], starts[before]];
  if (from === undefined || to === undefined) return before;
  return Math.max(0, before + (end - from) / (to - from) - 0.5);
}

function expectedStarts({ periodSeconds, ...timing }: CoordinatedTiming): readonly number[] {
  return turns(timing, (free, last, waiting) => {
    // Where a lock is free beside the one just taken, what is left of the period holds all looks that are still to come.
    const from = Math.max(free, last);
    return from + (free + periodSeconds - from) / (waiting + 1);
  });
}

function latestStarts({ periodSeconds, ...timing }: CoordinatedTiming): readonly number[] {
  return turns(timing, (free) => free + periodSeconds);
}

/** Starts one after another, each in the place of the lock that came free first. */
function turns(
  timing: Omit<CoordinatedTiming, 'periodSeconds'>,
  next: (free: number, last: number, waiting: number) => number,
): readonly number[] {
  const hold = holdSeconds(timing);
  const starts: number[] = [];
  for (let turn = 0; turn < timing.nodes; turn += 1) {
    const before = starts[turn - timing.concurrency];
    starts.push(next(before === undefined ? 0 : before + hold, starts[turn - 1] ?? 0, timing.nodes - turn));
  }
  return starts;
}

function holdSeconds(timing: Pick<CoordinatedTiming, 'drainSeconds' | 'rebootSeconds' | 'releaseSeconds'>): number {
  return timing.drainSeconds + timing.rebootSeconds + timing.releaseSeconds;
}
