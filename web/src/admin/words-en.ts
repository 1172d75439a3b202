/* Every word of the operator's pages, in English: one file however long, since a translator reads it from top to bottom. */

const plural = (value: number, one: string, many: string) => (value === 1 ? one : many);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const english = {
  title: 'Server',
  sections: {
    overview: 'Overview',
    requests: 'Requests',
    database: 'Database',
    memory: 'Memory',
    profiles: 'Profiles',
    alerts: 'Alerts',
    capacity: 'Capacity',
    'load-tests': 'Load tests',
  },
  pause: 'Pause',
  goOn: 'Go on',
  pauseHint: 'Live figures (p)',
  span: 'Time',
  spans: { recent: '2 hours', days: '2 days', years: '2 years' },
  table: {
    all: (rows: string) => `Show all ${rows}`,
    fewer: 'Show fewer',
  },
  chart: {
    empty: 'Nothing yet. A point comes every ten seconds.',
    label: (title: string, now: string, most: string) => `${title}: now ${now}, at most ${most}.`,
  },
  series: {
    requests: 'Requests',
    answers: 'Answers',
    errors: 'Failures',
    egress: 'Sent',
    sessions: 'People',
    viewers: 'Viewers',
    cpu: 'Processor',
    heap: 'Heap',
    connections: 'Connections',
    disk: 'Disk',
    files: 'Files',
  } as Record<string, string>,
  overview: {
    loading: 'Loading the figures',
    well: 'Healthy.',
    degraded: 'It works, but not everything is well.',
    down: 'It cannot work at the moment.',
    busy: (share: string) => `It works, and is busy: the processor was at ${share} in the last minute.`,
    alarmed: (count: number, figure: string) =>
      count === 1 ? 'It works, but one alert fires.' : `It works, but ${figure} alerts fire.`,
    people: 'What people get',
    machine: 'What the machine gives',
    firingTitle: 'What fires',
    firing: (count: number, figure: string) => (count === 1 ? 'One alert fires.' : `${figure} alerts fire.`),
    viewers: (count: number, figure: string) =>
      count === 0 ? 'Nobody watches' : count === 1 ? 'One person watches' : `${figure} people watch`,
    now: (viewers: string, requests: string, answers: string) =>
      `${viewers}; ${requests} requests a second, 95\u00a0% of answers begin within ${answers}.`,
  },
  times: {
    name: 'Name',
    count: 'Times',
    failed: 'Failed',
    total: 'In all',
    p50: 'p50',
    p95: 'p95',
    p99: 'p99',
    max: 'Most',
  },
  requests: {
    lead: (requests: string, answers: string) =>
      `${requests} requests a second; 95\u00a0% of answers begin within ${answers}.`,
    slow: (count: number, figure: string) =>
      count === 0
        ? 'None took over a second in the last hour.'
        : count === 1
          ? 'One took over a second in the last hour.'
          : `${figure} took over a second in the last hour.`,
    more: (count: string) => `and ${count} more`,
    routes: 'By route',
    routesText: 'Time to the first byte. What takes the most in all stands first: there the most can be won.',
    slowest: 'The slowest of the last hour',
    last: 'The last ones',
    lastText: 'Each with what it asked of the database and of caches. Its correlation id is in the log, too.',
    findings: 'Statements that run again and again',
    finding: (route: string, statement: string, most: string) =>
      `${route} ran ${statement} ${most} times in one request. One statement for all of them would do.`,
    empty: 'Nobody has asked for anything yet.',
    when: 'When',
    route: 'Route',
    status: 'Status',
    firstByte: 'First byte',
    whole: 'Whole',
    user: 'Who',
    work: 'Statements and caches',
    connection: (time: string) => `waited ${time} for a connection`,
    found: (cache: string) => `found in ${cache}`,
    loaded: (cache: string) => `not in ${cache}`,
    none: 'none',
  },
  database: {
    lead: (active: string, limit: string, bytes: string) =>
      `${active} of ${limit} connections are in use; the database takes ${bytes}.`,
    waiting: (count: number, figure: string) =>
      count === 1 ? 'One caller waits for a connection.' : `${figure} callers wait for a connection.`,
    well: 'Nothing waits, nothing stands out.',
    findings: 'What stands out',
    found: {
      callers_wait: (callers: number, figure: string, limit: string) =>
        `${callers === 1 ? 'One caller waits' : `${figure} callers wait`} for a connection: all ${limit} are in use. Look for the statement that holds them, or raise database.poolMax.`,
      lock_wait: (statement: string, seconds: string, processes: string) =>
        `The statement ${statement} has waited ${seconds} s for a lock that another holds (process ${processes}).`,
      repeated: (route: string, statement: string, most: string) =>
        `${route} runs ${statement} up to ${most} times in one request; one statement for all of them would do.`,
      slow: (statement: string, seconds: string, hint: string) => `${statement} took ${seconds} s. ${hint}`,
      read_whole: (table: string, times: string, rows: string) =>
        `The table ${table} was read whole ${times} times, ${rows} rows each: a statement on it lacks an index.`,
      dead_rows: (table: string, rows: string) =>
        `The table ${table} carries ${rows} rows that are gone but not cleared away; VACUUM has not kept up.`,
    },
    missingIndex: (table: string, column: string) =>
      `It reads all of ${table} to find rows by ${column}: an index on ${table} (${column}) would help.`,
    statements: 'Statements',
    statementsText:
      'By name, as it stands in front of each statement in the log of PostgreSQL. Slow over 1 s.',
    slow: 'Plans of slow ones',
    slowText: 'How PostgreSQL goes about statements that took over a second, with the values left out.',
    tables: 'Tables',
    tablesText:
      'Read whole often and large: a statement lacks an index. Many rows gone: VACUUM has not kept up.',
    rows: 'Rows',
    dead: 'Gone',
    size: 'Table',
    indexes: 'Indexes',
    whole: 'Read whole',
    byIndex: 'By index',
  },
  memory: {
    lead: (used: string, max: string) => `${used} of ${max} of the heap are in use.`,
    floor: (after: string) =>
      `The last collection of everything left ${after}; if that grows for hours, something leaks.`,
    collections: 'Collections',
    collectionsText: 'How long each stopped the program. Over 200 ms a viewer may notice.',
    noCollections: 'There has been none yet.',
    pause: 'Pause',
    before: 'Before',
    after: 'After',
    cause: 'Why',
    threads: 'Threads',
    threadsText:
      'The busiest first, by processor time since the start. Requests run on virtual threads, carried by the carriers.',
    scheduler: (mounted: string, parallelism: string, queued: string) =>
      `${mounted} virtual threads run on ${parallelism} carriers; ${queued} are ready and wait.`,
    cpu: 'Processor',
    state: 'State',
    at: 'Stands in',
    outside: 'Outside of the heap',
    classes: 'What the heap holds',
    classesText: 'Walks the heap and stops the program meanwhile, for about a second per gigabyte.',
    list: 'List the classes',
    className: 'Class',
    instances: 'Objects',
    size: 'Size',
    change: 'Since the last list',
    leaks: 'Leaks',
    leaksText:
      'Counts the classes twice and follows references from what has been made in between. The program stops for each count, about a second per gigabyte. It runs by itself where something grows steadily.',
    noLeaks: 'Nothing grows steadily.',
    suspected: (what: string) => `Grows steadily and is not given back: ${what}.`,
    resources: {
      heap: 'the heap',
      direct_memory: 'memory outside of the heap',
      threads: 'threads',
      files: 'open files and connections',
    },
    search: 'Search for',
    beginSearch: 'Search',
    searching: (until: string) => `A search is under way until ${until}.`,
    searched: (at: string, time: string, grew: boolean, perMinute: string) =>
      `At ${at}, in ${time}, what lives ${grew ? 'grew' : 'shrank'} by ${perMinute} a minute.`,
    fillsCaches: 'Most of it is in caches, which grow up to their bound; that is no leak.',
    grown: 'Classes that grew',
    holders: 'Who holds them',
    noHolders: 'No object that was sampled meanwhile was still alive at the end.',
    samples: 'Samples',
    heldBy: 'Held by',
    madeIn: 'Made in',
  },
  profiles: {
    lead: 'A recording shows where the time goes. It costs about 1\u00a0% while it runs.',
    running: (until: string) => `A recording is under way until ${until}.`,
    record: 'Record for',
    begin: 'Record',
    empty: 'No recordings yet',
    emptyText: 'Record while the server does what seems slow.',
    open: 'Show',
    download: 'Download',
    remove: 'Remove',
    by: 'Made by',
    sources: { native: 'async-profiler', recorder: 'Flight recorder', ring: 'Kept from the last minutes' },
    ring: 'Keep the last',
    keep: 'Keep',
    ringText:
      'A little is always recorded, so that what was slow a moment ago can still be looked at: samples of the processor and of memory, and long waits for locks.',
    whyNotNative: (why: string) =>
      `The last recording was made without native code, by the JDK’s flight recorder alone: it shows Java, but neither the JVM nor the system. The reason: ${why}`,
    kind: 'What',
    kinds: {
      cpu: 'Processor',
      wall: 'Time',
      allocation: 'Allocation',
      lock: 'Locks',
      pinned: 'Held carriers',
    },
    kindTexts: {
      cpu: 'Samples of code while it ran.',
      wall: 'Where time passed, whether threads ran or waited. Most threads of the whole wait for work; look at the requests alone to see what people wait for.',
      allocation: 'Bytes of memory that were asked for; much of it makes the collector run often.',
      lock: 'Time that threads waited for another one to leave.',
      pinned: 'Code that kept a carrier from other virtual threads while it waited, for over 20 ms.',
    },
    whose: 'Of',
    everything: 'Everything',
    slowerThan: (time: string) => `Requests over ${time}`,
    noneSlow: 'No request took that long while it was recorded, or none did this.',
    compare: 'Compare with',
    flame: 'The wider, the more. Below stands who called; choose a frame to look at it alone.',
    noSamples: 'The recording holds nothing of this kind.',
    shown: 'Shown below',
    answer: {
      cpu: (ours: string) => `${ours} of the processor’s time went into this program’s own code.`,
      wall: (ours: string) => `${ours} of the time passed in this program’s own code.`,
      allocation: (ours: string) => `${ours} of the memory was asked for by this program’s own code itself.`,
      lock: (ours: string) => `${ours} of the waiting was in this program’s own code itself.`,
      pinned: (ours: string) => `${ours} of the holding was in this program’s own code itself.`,
    },
    mostIn: (name: string, share: string) => `The most, ${share}, was in ${name}.`,
    makers: {
      ours: 'This program',
      library: 'Libraries',
      java: 'Java',
      native: 'Virtual machine and system',
    },
    flames: 'Flame graph',
    hottest: 'Where the most happened itself',
    whoseCode: 'Whose code',
    share: 'Share',
    grew: 'More than in the other recording',
    shrank: 'Less than in the other recording',
    root: 'all',
    all: 'Back to all',
    methods: 'Time a method',
    methodsText:
      'Counts and times every call of up to ten methods of this program, exactly, for as long as it is on. A frame of the flames says how a method is called.',
    method: 'Methods',
    methodHint: 'As medianest.http.Gate::admit; several are parted by commas.',
    timeThem: 'Time them',
    stop: 'Stop',
    timed: (count: number, since: string) =>
      count === 1 ? `One method is timed since ${since}.` : `${count} methods are timed since ${since}.`,
    noCalls: 'It has not been called yet.',
    calls: 'Calls',
    average: 'Average',
    least: 'Least',
    most: 'Most',
  },
  alerts: {
    quiet: 'No alert fires.',
    rules: 'Rules',
    rulesText: 'Looked at every 15 seconds. The same rules for Prometheus come along in deploy/prometheus.',
    states: { quiet: 'Quiet', pending: 'Waiting whether it lasts', firing: 'Fires' },
    silence: 'Silence for a day',
    unsilence: 'Hear it again',
    silent: (until: string) => `Silent until ${until}`,
    history: 'What was',
    empty: 'Nothing has fired yet.',
    began: 'Began',
    ended: 'Ended',
    still: 'still',
    what: 'What',
  },
  loadTests: {
    lead: 'A load test says what this server carries. The people that it invents share the machine with it, so it carries no less for real ones.',
    running: (plan: string, phase: string) => `The load test ${plan} is under way: ${phase}.`,
    begins: 'signing in',
    people: 'People',
    requests: 'Requests',
    p95: '95\u00a0% within',
    failed: 'Failed',
    stop: 'End it',
    plan: 'What',
    plans: {
      guide: 'The guide’s mix',
      viewers: 'Viewers',
      capacity: 'Find the limit',
      database: 'Database',
    } as Record<string, string>,
    short: 'How long',
    whole: (time: string) => `Whole: ${time}`,
    look: (time: string) => `A first look: ${time}`,
    compare: 'Compare with',
    nothing: 'Nothing',
    uploads:
      'It leaves some thousand small files behind in the catalogue: run it on a server that holds nothing you need.',
    begin: 'Begin',
    ran: 'What ran',
    empty: 'No load test ran yet',
    emptyText: 'Choose a plan and begin. Whoever watches at the same time will notice.',
    verdict: 'How it went',
    verdicts: { passed: 'Holds', broken: 'Broken', invalid: 'Not valid' },
    report: 'Report',
    figures: 'Figures',
    remove: 'Remove',
  },
  capacity: {
    measure: 'Measure it',
    use: (used: string, limit: string, peak: string) => `${used} of ${limit}, at most ${peak} in two hours`,
    meter: (what: string, share: string) => `${what}: ${share}`,
    notMeasured: 'How many viewers this machine carries has not been measured yet.',
    carries: (viewers: number, figure: string, rate: string, transcodes: number, limit: string | undefined) =>
      `This machine carries ${figure} ${viewers === 1 ? 'viewer' : 'viewers'} of the originals at ${rate} each, and ${
        transcodes === 0
          ? 'no transcode, since there is no ffmpeg,'
          : transcodes === 1
            ? 'one transcode'
            : `${transcodes} transcodes`
      } at once${limit === undefined ? '' : `; first limit: ${limit}`}.`,
    nothing: 'Nothing has been measured yet.',
    room: (what: string, share: string) => `There is room. The fullest is ${what} at ${share}.`,
    limited: (what: string, share: string) => `At the limit: ${what}, ${share} in use.`,
    fills: (what: string, from: string, until: string | undefined) =>
      `${capital(what)} will be full in ${from} ${until === undefined ? 'at the earliest' : `to ${until}`} if it goes on as now.`,
    high: (what: string, share: string) => `${capital(what)}: ${share} in use.`,
    idle: (share: string) => `The processor was never busier than ${share}: half of it would do.`,
    remedies: {
      cpu: 'Lower the number of transcodes at once, or give the machine more cores.',
      heap: 'Raise -Xmx, or look at the memory page for what holds it.',
      connections: 'Look for slow statements, or raise database.poolMax.',
      disk: 'Free some room, or move the uploads to a larger disk.',
      files: 'Raise the limit of open files (ulimit -n).',
    } as Record<string, string>,
    remedy: 'Give it more room.',
    /** As they stand after "in". */
    minutes: (value: number, figure: string) => `${figure} ${plural(value, 'minute', 'minutes')}`,
    hours: (value: number, figure: string) => `${figure} ${plural(value, 'hour', 'hours')}`,
    days: (value: number, figure: string) => `${figure} ${plural(value, 'day', 'days')}`,
    full: 'What to do',
    well: 'Nothing needs to be done.',
    resources: 'Resources',
  },

  /** What the server itself says in English, by the ids that it comes with: nothing is to be said anew here. */
  served: {
    series: {} as Record<string, string>,
    rules: {} as Record<string, string>,
    plans: {} as Record<string, string>,
    phases: {} as Record<string, string>,
    threadStates: {} as Record<string, string>,
  },
};

export type Words = typeof english;
