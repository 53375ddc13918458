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
  /** Seconds from Ready until the lock is released: until the agent runs again and has read the lock, and any delay after that. */
  readonly releaseSeconds: number;
  /** Seconds between two checks of the lock by a node; each node checks at a phase of its own. */
  readonly periodSeconds: number;
}

/** Seconds until the last node has released the lock, in a window that never ends. */
export interface CoordinatedDuration {
  /** The mean over phases that are spread evenly. */
  readonly expected: number;
  /** With a whole period before each turn, which is the worst case of all phases. */
  readonly longest: number;
}

/** Nodes that take the lock in one window; a node that took the lock inside the window may finish after it. */
export interface CoordinatedCount {
  /** The mean over phases that are spread evenly, and so not a whole number. */
  readonly expected: number;
  /** With a whole period before each turn, which is the worst case of all phases. */
  readonly fewest: number;
}

/**
 * How long all nodes take. A released lock stays free until the next check by a waiting node: with m waiting nodes at phases of
 * their own, that is the first of m even draws from the period: period / (m + 1) on average, and at most the period.
 *
 * The expected time is a few percent too short, because the nodes that still wait are those that checked just before the lock was
 * released: with periods up to the time that a node holds the lock, at most 5 % for all nodes and 4 % for the nodes of a window.
 *
 * @see https://github.com/kubereboot/kured/blob/1.23.0/cmd/kured/main.go for one check a period from a random phase, without a queue.
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

/** Mean number of starts before `end`, where each start is as likely early as late: half a turn counts before the start at `end`. */
function meanCount(starts: readonly number[], end: number): number {
  const before = starts.filter((start) => start < end).length;
  const [from, to] = [before === 0 ? 0 : starts[before - 1], starts[before]];
  if (from === undefined || to === undefined) return before;
  return Math.max(0, before + (end - from) / (to - from) - 0.5);
}

function expectedStarts({ periodSeconds, ...timing }: CoordinatedTiming): readonly number[] {
  return turns(timing, (free, last, waiting) => {
    // If another lock was free already when the last one was taken, only the rest of the period holds the checks still to come.
    const from = Math.max(free, last);
    return from + (free + periodSeconds - from) / (waiting + 1);
  });
}

function latestStarts({ periodSeconds, ...timing }: CoordinatedTiming): readonly number[] {
  return turns(timing, (free) => free + periodSeconds);
}

/** The starts of all nodes in order; each node takes the lock that was released first. */
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
