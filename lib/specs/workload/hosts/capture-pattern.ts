/** What is wrong with a pattern, and how to mend it. */
export interface PatternFlaw {
  readonly rule: string;
  readonly remedy: string;
}

/** Characters of a pattern at most. */
const MAX_LENGTH = 200;

/** Repetitions that a count may state at most. */
const MAX_COUNT = 64;

/** Most ways in which the optional pieces, the counts and the alternatives of a pattern combine. */
const MAX_WAYS = 64;

/** Words of a pattern; a set may still be invalid, and `other` is in no valid pattern. */
const WORDS =
  /(?<slash>\/)|(?<plain>[A-Za-z0-9_~%:@,=-]|\\[.+*$()!&;-])|(?<set>\[[^\]]*\])|(?<repeat>[?+*]|\{[^{}]*\})|(?<open>\()|(?<close>\))|(?<bar>\|)|(?<end>\$)|(?<other>\\?[\s\S])/g;

type Kind = 'slash' | 'plain' | 'set' | 'repeat' | 'open' | 'close' | 'bar' | 'end' | 'other';

/** Form of a class. PCRE takes `[:`, `[.` and `[=` for the beginning of a name of its own, and refuses the pattern. */
const SET = /^\[\^?(?![:.=])(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_~%:@,=.+!$&*();/]|-(?=\]))+\]$/;

const RANGES = /([A-Za-z0-9])-([A-Za-z0-9])/g;

/** Kinds of characters, within which a range stays. */
const RANGE_KINDS = [/[0-9]/, /[a-z]/, /[A-Z]/];

const COUNT = /^\{(\d{1,2})(?:,(\d{1,2}))?\}$/;

const FLAWS = {
  length: { rule: `be 1 to ${MAX_LENGTH} characters long`, remedy: "write it as '^/room/([0-9]+)'" },
  start: {
    rule: "begin with '^/', because otherwise one key could stand in several places of a path",
    remedy: "write the path from its beginning: '^/room/([0-9]+)'",
  },
  end: {
    rule: "have '$' at its end only",
    remedy: "write the sign itself as '\\$', and put alternatives into the group",
  },
  other: {
    rule: 'have only letters, digits, the characters / _ ~ % : @ , = - and the escapes \\. \\+ \\* \\$ \\( \\) \\! \\& \\; \\- outside of classes',
    remedy: "write \\d as [0-9], any character as [^/], and a dot as '\\.': '^/room/([0-9]+)'",
  },
  set: {
    rule: 'have classes of letters, digits, ascending ranges and the characters _ ~ % : @ , = . + ! $ & * ( ) ; / only, which do not begin with one of : . = and have a dash only at their end',
    remedy: "close every class, and write it as in '^/room/([0-9]+)' or '^/room/([^/]+)'",
  },
  setSlash: {
    rule: "have no class that matches '/', because a piece of the pattern stays within one segment of the path",
    remedy: "write '/' into every class that begins with '^', and into no other: '^/room/([^/]+)'",
  },
  repeat: {
    rule: 'repeat single characters and classes only, and each with one of ? + * {n} {n,m}',
    remedy: "put the repetition into the group: '^/room/([0-9]+)'",
  },
  count: {
    rule: `have counts {n} and {n,m} of 1 to ${MAX_COUNT}, of which n may be 0 and is at most m`,
    remedy: "write it as in '^/room/([0-9]{1,20})'",
  },
  group: {
    rule: 'have exactly one group, which captures the key',
    remedy: "put the part of the path that is the key in brackets, and use no other brackets: '^/room/([0-9]+)'",
  },
  bar: {
    rule: "have '|' within the group only, between alternatives that are not empty",
    remedy: "put the alternatives into the group: '^/(room|hall)/'",
  },
  unbounded: {
    rule: 'have at most one + or * between two slashes, because HAProxy would try the lengths of one for each length of the other',
    remedy: "give the others a bound: '^/[a-z]{1,20}-([0-9]+)'",
  },
  ways: {
    rule: `combine in at most ${MAX_WAYS} ways, because HAProxy may try them all: a ? counts 2, {n,m} counts m - n + 1, the group counts its alternatives, and the counts multiply`,
    remedy: "state narrower counts, or none: '^/room/([0-9]+)'",
  },
} as const satisfies Readonly<Record<string, PatternFlaw>>;

type FlawName = keyof typeof FLAWS;

/**
 * First flaw of the pattern of a captured shard key; undefined for a valid pattern.
 *
 * The grammar is smaller than that of any engine, so that PCRE in HAProxy reads each pattern as JavaScript does. No piece matches a slash, and
 * within a segment one piece at most has no bound, so that the time of a match grows with the length of the path and no faster.
 *
 * @see https://www.pcre.org/current/doc/html/pcre2pattern.html
 */
export function patternFlaw(pattern: string): PatternFlaw | undefined {
  const name = flawOf(pattern);
  return name === undefined ? undefined : FLAWS[name];
}

function flawOf(pattern: string): FlawName | undefined {
  if (pattern === '' || pattern.length > MAX_LENGTH) return 'length';
  if (!pattern.startsWith('^/')) return 'start';
  const reader = new PatternReader();
  for (const { groups = {} } of pattern.slice(1).matchAll(WORDS)) {
    for (const [kind, word] of Object.entries(groups)) {
      const flaw = word === undefined ? undefined : reader.read(kind as Kind, word);
      if (flaw !== undefined) return flaw;
    }
  }
  return reader.finish();
}

/** What is known of a pattern up to a word. */
class PatternReader {
  private previous: Kind = 'slash';
  private group: 'ahead' | 'open' | 'closed' = 'ahead';
  private ways = 1;
  private alternatives = 1;
  /** Pieces without a bound since the last slash: now, where the group began, and at most at the end of an alternative. */
  private unbounded = { now: 0, before: 0, most: 0 };

  /** Reads the next word; returns the flaw that it is. */
  read(kind: Kind, word: string): FlawName | undefined {
    const flaw = this.previous === 'end' ? 'end' : this.take(kind, word);
    this.previous = kind;
    return flaw;
  }

  /** Flaw of what is missing at the end. */
  finish(): FlawName | undefined {
    if (this.group !== 'closed') return 'group';
    return this.ways > MAX_WAYS ? 'ways' : undefined;
  }

  private take(kind: Kind, word: string): FlawName | undefined {
    switch (kind) {
      case 'slash':
        this.unbounded.now = 0;
        return undefined;
      case 'set':
        return setFlaw(word);
      case 'repeat':
        return this.repeat(word);
      case 'open':
        return this.open();
      case 'close':
        return this.close();
      case 'bar':
        return this.alternate();
      case 'other':
        return otherFlaw(word);
      case 'plain':
        return undefined;
      case 'end':
        return this.group === 'open' ? 'end' : undefined;
    }
  }

  private repeat(word: string): FlawName | undefined {
    // A question mark or a star behind the bracket makes another kind of group, which captures nothing.
    if (this.previous === 'open') return 'group';
    if (this.previous !== 'plain' && this.previous !== 'set') return 'repeat';
    if (word === '+' || word === '*') {
      this.unbounded.now += 1;
      return this.unbounded.now > 1 ? 'unbounded' : undefined;
    }
    const [least, most] = word === '?' ? [0, 1] : countsOf(word);
    if (most < 1 || least > most || most > MAX_COUNT) return 'count';
    this.ways *= most - least + 1;
    return undefined;
  }

  private open(): FlawName | undefined {
    if (this.group !== 'ahead') return 'group';
    this.group = 'open';
    this.unbounded = { ...this.unbounded, before: this.unbounded.now };
    return undefined;
  }

  private alternate(): FlawName | undefined {
    if (this.group !== 'open' || this.isEmpty()) return 'bar';
    this.alternatives += 1;
    this.endAlternative();
    this.unbounded.now = this.unbounded.before;
    return undefined;
  }

  private close(): FlawName | undefined {
    if (this.group !== 'open') return 'group';
    if (this.isEmpty()) return this.previous === 'open' ? 'group' : 'bar';
    this.endAlternative();
    this.unbounded.now = this.unbounded.most;
    this.ways *= this.alternatives;
    this.group = 'closed';
    return undefined;
  }

  /** Whether an alternative has no word yet. */
  private isEmpty(): boolean {
    return this.previous === 'open' || this.previous === 'bar';
  }

  private endAlternative(): void {
    this.unbounded.most = Math.max(this.unbounded.most, this.unbounded.now);
  }
}

function setFlaw(set: string): FlawName | undefined {
  if (!SET.test(set)) return 'set';
  const isAscending = [...set.matchAll(RANGES)].every(([range, first = '', last = '']) => {
    return first <= last && RANGE_KINDS.some((kind) => [...range.replace('-', '')].every((each) => kind.test(each)));
  });
  if (!isAscending) return 'set';
  return set.startsWith('[^') === set.includes('/') ? undefined : 'setSlash';
}

function countsOf(word: string): readonly [number, number] {
  const [, least, most = least] = COUNT.exec(word) ?? [];
  return least === undefined ? [1, 0] : [Number(least), Number(most)];
}

function otherFlaw(word: string): FlawName {
  if (word === '[') return 'set';
  return word === '{' || word === '}' ? 'count' : 'other';
}
