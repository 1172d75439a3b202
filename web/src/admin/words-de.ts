/* Every word of the operator's pages, in German: one file however long, since a translator reads it from top to bottom. */

import type { Words } from './words-en';

const plural = (value: number, one: string, many: string) => (value === 1 ? one : many);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const german: Words = {
  title: 'Server',
  sections: {
    overview: 'Übersicht',
    requests: 'Anfragen',
    database: 'Datenbank',
    memory: 'Speicher',
    profiles: 'Profile',
    alerts: 'Alarme',
    capacity: 'Kapazität',
    'load-tests': 'Lasttests',
  },
  pause: 'Anhalten',
  goOn: 'Fortsetzen',
  pauseHint: 'Laufende Werte (p)',
  span: 'Zeitraum',
  spans: { recent: '2 Stunden', days: '2 Tage', years: '2 Jahre' },
  table: {
    all: (rows) => `Alle ${rows} zeigen`,
    fewer: 'Weniger zeigen',
  },
  chart: {
    empty: 'Noch nichts. Alle zehn Sekunden kommt ein Punkt hinzu.',
    label: (title, now, most) => `${title}: jetzt ${now}, höchstens ${most}.`,
  },
  series: {
    requests: 'Anfragen',
    answers: 'Antworten',
    errors: 'Fehler',
    egress: 'Gesendet',
    sessions: 'Angemeldete',
    viewers: 'Zuschauer',
    cpu: 'Prozessor',
    heap: 'Heap',
    connections: 'Verbindungen',
    disk: 'Platte',
    files: 'Dateien',
  },
  overview: {
    loading: 'Die Werte werden geladen',
    well: 'Alles in Ordnung.',
    degraded: 'Der Server arbeitet, aber nicht alles ist in Ordnung.',
    down: 'Der Server kann im Moment nicht arbeiten.',
    busy: (share) =>
      `Der Server arbeitet und hat viel zu tun: Der Prozessor war in der letzten Minute zu ${share} ausgelastet.`,
    alarmed: (count, figure) =>
      count === 1
        ? 'Der Server arbeitet, aber ein Alarm ist ausgelöst.'
        : `Der Server arbeitet, aber ${figure} Alarme sind ausgelöst.`,
    people: 'Was bei den Menschen ankommt',
    machine: 'Was die Maschine leistet',
    firingTitle: 'Ausgelöste Alarme',
    firing: (count, figure) =>
      count === 1 ? 'Ein Alarm ist ausgelöst.' : `${figure} Alarme sind ausgelöst.`,
    viewers: (count, figure) =>
      count === 0 ? 'Niemand schaut' : count === 1 ? 'Eine Person schaut' : `${figure} Personen schauen`,
    now: (viewers, requests, answers) =>
      `${viewers}; ${requests} Anfragen pro Sekunde, 95\u00a0% der Antworten beginnen innerhalb von ${answers}.`,
  },
  times: {
    name: 'Name',
    count: 'Anzahl',
    failed: 'Fehler',
    total: 'Insgesamt',
    p50: 'p50',
    p95: 'p95',
    p99: 'p99',
    max: 'Längste',
  },
  requests: {
    lead: (requests, answers) =>
      `${requests} Anfragen pro Sekunde; 95\u00a0% der Antworten beginnen innerhalb von ${answers}.`,
    slow: (count, figure) =>
      count === 0
        ? 'In der letzten Stunde dauerte keine länger als eine Sekunde.'
        : count === 1
          ? 'In der letzten Stunde dauerte eine länger als eine Sekunde.'
          : `In der letzten Stunde dauerten ${figure} länger als eine Sekunde.`,
    more: (count) => `und ${count} weitere`,
    routes: 'Nach Route',
    routesText:
      'Zeit bis zum ersten Byte. Was insgesamt am meisten braucht, steht zuerst: Dort ist am meisten zu gewinnen.',
    slowest: 'Die langsamsten der letzten Stunde',
    last: 'Die letzten',
    lastText:
      'Jede mit dem, was sie von der Datenbank und von Zwischenspeichern wollte. Ihre Korrelations-ID steht auch im Protokoll.',
    findings: 'Anweisungen, die sich wiederholen',
    finding: (route, statement, most) =>
      `${route} führte ${statement} in einer Anfrage ${most}-mal aus. Eine Anweisung für alle würde genügen.`,
    empty: 'Bisher hat niemand etwas angefragt.',
    when: 'Wann',
    route: 'Route',
    status: 'Status',
    firstByte: 'Erstes Byte',
    whole: 'Ganz',
    user: 'Wer',
    work: 'Anweisungen und Zwischenspeicher',
    connection: (time) => `wartete ${time} auf eine Verbindung`,
    found: (cache) => `in ${cache} gefunden`,
    loaded: (cache) => `nicht in ${cache}`,
    none: 'keine',
  },
  database: {
    lead: (active, limit, bytes) =>
      `${active} von ${limit} Verbindungen sind in Gebrauch; die Datenbank belegt ${bytes}.`,
    waiting: (count, figure) =>
      count === 1
        ? 'Ein Aufrufer wartet auf eine Verbindung.'
        : `${figure} Aufrufer warten auf eine Verbindung.`,
    well: 'Nichts wartet, nichts fällt auf.',
    findings: 'Was auffällt',
    found: {
      callers_wait: (callers, figure, limit) =>
        `${callers === 1 ? 'Ein Aufrufer wartet' : `${figure} Aufrufer warten`} auf eine Verbindung: Alle ${limit} sind in Gebrauch. Suche die Anweisung, die sie festhält, oder erhöhe database.poolMax.`,
      lock_wait: (statement, seconds, processes) =>
        `Die Anweisung ${statement} wartet seit ${seconds} s auf eine Sperre, die eine andere hält (Prozess ${processes}).`,
      repeated: (route, statement, most) =>
        `${route} führt ${statement} in einer Anfrage bis zu ${most}-mal aus. Eine Anweisung für alle würde genügen.`,
      slow: (statement, seconds, hint) => `${statement} dauerte ${seconds} s. ${hint}`,
      read_whole: (table, times, rows) =>
        `Die Tabelle ${table} wurde ${times}-mal ganz gelesen, jedes Mal ${rows} Zeilen: Einer Anweisung fehlt ein Index.`,
      dead_rows: (table, rows) =>
        `In der Tabelle ${table} liegen ${rows} gelöschte Zeilen, die noch nicht aufgeräumt sind; VACUUM kommt nicht hinterher.`,
    },
    missingIndex: (table, column) =>
      `Sie liest ${table} ganz, um Zeilen nach ${column} zu finden: Ein Index auf ${table} (${column}) würde helfen.`,
    statements: 'Anweisungen',
    statementsText:
      'Nach dem Namen, der im Protokoll von PostgreSQL vor jeder Anweisung steht. Langsam ist, was länger als 1 s dauert.',
    slow: 'Pläne der langsamen',
    slowText:
      'Wie PostgreSQL Anweisungen ausführt, die länger als eine Sekunde dauerten; ihre Werte sind weggelassen.',
    tables: 'Tabellen',
    tablesText:
      'Oft ganz gelesen und groß: Einer Anweisung fehlt ein Index. Viele gelöschte Zeilen: VACUUM kommt nicht hinterher.',
    rows: 'Zeilen',
    dead: 'Gelöscht',
    size: 'Tabelle',
    indexes: 'Indizes',
    whole: 'Ganz gelesen',
    byIndex: 'Über Index',
  },
  memory: {
    lead: (used, max) => `${used} von ${max} des Heaps sind in Gebrauch.`,
    floor: (after) =>
      `Nach der letzten vollständigen Garbage Collection blieben ${after}; wächst das über Stunden, gibt es ein Leck.`,
    collections: 'Garbage Collections',
    collectionsText:
      'Wie lange jede das Programm anhielt. Ab etwa 200 ms kann das jemand bemerken, der gerade schaut.',
    noCollections: 'Bisher gab es keine.',
    pause: 'Pause',
    before: 'Davor',
    after: 'Danach',
    cause: 'Warum',
    threads: 'Threads',
    threadsText:
      'Nach Prozessorzeit seit dem Start, die fleißigsten zuerst. Anfragen laufen auf virtuellen Threads, und die auf Trägern.',
    scheduler: (mounted, parallelism, queued) =>
      `Virtuelle Threads: ${mounted} laufen auf ${parallelism} Trägern, ${queued} sind bereit und warten.`,
    cpu: 'Prozessor',
    state: 'Zustand',
    at: 'Steht in',
    outside: 'Außerhalb des Heaps',
    classes: 'Was auf dem Heap liegt',
    classesText:
      'Geht den Heap durch und hält das Programm so lange an, etwa eine Sekunde für jedes Gigabyte.',
    list: 'Klassen auflisten',
    className: 'Klasse',
    instances: 'Objekte',
    size: 'Größe',
    change: 'Seit der letzten Liste',
    leaks: 'Lecks',
    leaksText:
      'Zählt die Klassen zweimal und folgt den Verweisen auf das, was dazwischen entstand. Jedes Zählen hält das Programm an, etwa eine Sekunde für jedes Gigabyte. Wo etwas stetig wächst, beginnt die Suche von selbst.',
    noLeaks: 'Nichts wächst stetig.',
    suspected: (what) => `Das wächst stetig und wird nicht zurückgegeben: ${what}.`,
    resources: {
      heap: 'der Heap',
      direct_memory: 'Speicher außerhalb des Heaps',
      threads: 'Threads',
      files: 'offene Dateien und Verbindungen',
    },
    search: 'Suchen für',
    beginSearch: 'Suchen',
    searching: (until) => `Eine Suche läuft bis ${until}.`,
    searched: (at, time, grew, perMinute) =>
      `Die Suche vom ${at} dauerte ${time}: Was auf dem Heap lebt, ist um ${perMinute} pro Minute ${grew ? 'gewachsen' : 'geschrumpft'}.`,
    fillsCaches:
      'Das meiste davon liegt in Zwischenspeichern, die bis zu ihrer Grenze wachsen; das ist kein Leck.',
    grown: 'Klassen, die wuchsen',
    holders: 'Wer sie hält',
    noHolders: 'Von den Objekten, die unterdessen erfasst wurden, lebte am Ende keines mehr.',
    samples: 'Stichproben',
    heldBy: 'Gehalten von',
    madeIn: 'Entstanden in',
  },
  profiles: {
    lead: 'Eine Aufnahme zeigt, wo die Zeit bleibt. Solange sie läuft, kostet sie etwa 1\u00a0%.',
    running: (until) => `Eine Aufnahme läuft bis ${until}.`,
    record: 'Aufnehmen für',
    begin: 'Aufnehmen',
    empty: 'Noch keine Aufnahmen',
    emptyText: 'Nimm auf, während der Server das tut, was langsam scheint.',
    open: 'Zeigen',
    download: 'Herunterladen',
    remove: 'Entfernen',
    by: 'Gemacht von',
    sources: { native: 'async-profiler', recorder: 'Flight Recorder', ring: 'Aus den letzten Minuten' },
    ring: 'Behalten: die letzten',
    keep: 'Behalten',
    ringText:
      'Ein wenig wird immer aufgenommen, damit sich ansehen lässt, was eben noch langsam war: Stichproben des Prozessors und des Speichers und lange Wartezeiten auf Sperren.',
    whyNotNative: (why) =>
      `Die letzte Aufnahme kam ohne nativen Code zustande, allein durch den Flight Recorder des JDK: Sie zeigt Java, aber weder die JVM noch das System. Der Grund: ${why}`,
    kind: 'Was',
    kinds: {
      cpu: 'Prozessor',
      wall: 'Zeit',
      allocation: 'Speicher',
      lock: 'Sperren',
      pinned: 'Blockierte Träger',
    },
    kindTexts: {
      cpu: 'Stichproben des Codes, der gerade lief.',
      wall: 'Wo Zeit verging, ob Threads liefen oder warteten. Im Ganzen warten die meisten auf Arbeit; die Anfragen allein zeigen, worauf Menschen warten.',
      allocation: 'Angeforderter Speicher in Bytes; bei viel davon läuft die Garbage Collection oft.',
      lock: 'Zeit, in der Threads warteten, bis ein anderer Platz machte.',
      pinned:
        'Code, der wartete und dabei einen Träger länger als 20 ms nicht für andere virtuelle Threads freigab.',
    },
    whose: 'Von',
    everything: 'Alles',
    slowerThan: (time) => `Anfragen über ${time}`,
    noneSlow: 'Keine Anfrage dauerte während der Aufnahme so lange, oder keine tat dies.',
    compare: 'Vergleichen mit',
    flame: 'Je breiter, desto mehr. Darunter steht, wer aufrief; wähle einen Balken, um ihn allein zu sehen.',
    noSamples: 'Die Aufnahme enthält nichts dieser Art.',
    shown: 'Unten gezeigt',
    answer: {
      cpu: (ours) => `${ours} der Prozessorzeit brauchte der Code dieses Programms selbst.`,
      wall: (ours) => `${ours} der Zeit vergingen im Code dieses Programms selbst.`,
      allocation: (ours) => `${ours} des Speichers forderte der Code dieses Programms selbst an.`,
      lock: (ours) => `${ours} des Wartens lagen im Code dieses Programms selbst.`,
      pinned: (ours) => `${ours} der Blockaden lagen im Code dieses Programms selbst.`,
    },
    mostIn: (name, share) => `Am meisten, ${share}, in ${name}.`,
    makers: {
      ours: 'Dieses Programm',
      library: 'Bibliotheken',
      java: 'Java',
      native: 'Virtuelle Maschine und System',
    },
    flames: 'Flammengraph',
    hottest: 'Wo selbst am meisten geschah',
    whoseCode: 'Wessen Code',
    share: 'Anteil',
    grew: 'Mehr als in der anderen Aufnahme',
    shrank: 'Weniger als in der anderen Aufnahme',
    root: 'alles',
    all: 'Zurück zu allem',
    methods: 'Eine Methode messen',
    methodsText:
      'Zählt und misst jeden Aufruf von bis zu zehn Methoden dieses Programms, genau, solange es an ist. Wie eine Methode heißt, steht im Flammengraphen.',
    method: 'Methoden',
    methodHint: 'Wie medianest.http.Gate::admit; mehrere werden durch Kommas getrennt.',
    timeThem: 'Messen',
    stop: 'Beenden',
    timed: (count, since) =>
      count === 1
        ? `Eine Methode wird seit ${since} gemessen.`
        : `${count} Methoden werden seit ${since} gemessen.`,
    noCalls: 'Sie ist noch nicht aufgerufen worden.',
    calls: 'Aufrufe',
    average: 'Im Mittel',
    least: 'Kürzeste',
    most: 'Längste',
  },
  alerts: {
    quiet: 'Kein Alarm ist ausgelöst.',
    rules: 'Regeln',
    rulesText:
      'Werden alle 15 Sekunden geprüft. Dieselben Regeln für Prometheus liegen in deploy/prometheus bei.',
    states: { quiet: 'Ruhig', pending: 'Wartet, ob es anhält', firing: 'Ausgelöst' },
    silence: 'Einen Tag stummschalten',
    unsilence: 'Nicht mehr stumm',
    silent: (until) => `Stumm bis ${until}`,
    history: 'Was war',
    empty: 'Bisher wurde kein Alarm ausgelöst.',
    began: 'Beginn',
    ended: 'Ende',
    still: 'dauert an',
    what: 'Was',
  },
  loadTests: {
    lead: 'Ein Lasttest sagt, wie viel dieser Server trägt. Die Personen, die er erfindet, teilen sich die Maschine mit ihm; für echte trägt er also nicht weniger.',
    running: (plan, phase) => `Der Lasttest „${plan}“ läuft: ${phase}.`,
    begins: 'Anmeldung',
    people: 'Personen',
    requests: 'Anfragen',
    p95: '95\u00a0% innerhalb von',
    failed: 'Fehler',
    stop: 'Beenden',
    plan: 'Was',
    plans: {
      guide: 'Wie im Leitfaden',
      viewers: 'Zuschauer',
      capacity: 'Grenze suchen',
      database: 'Datenbank',
    },
    short: 'Wie lange',
    whole: (time) => `Ganz: ${time}`,
    look: (time) => `Ein erster Blick: ${time}`,
    compare: 'Vergleichen mit',
    nothing: 'Nichts',
    uploads:
      'Er lässt einige tausend kleine Dateien im Katalog zurück: Starte ihn auf einem Server, auf dem nichts liegt, was du brauchst.',
    begin: 'Starten',
    ran: 'Was lief',
    empty: 'Bisher lief kein Lasttest',
    emptyText: 'Wähle einen Plan und starte ihn. Wer gleichzeitig schaut, wird es merken.',
    verdict: 'Wie es ausging',
    verdicts: { passed: 'Hält.', broken: 'Hält nicht.', invalid: 'Nicht gültig.' },
    report: 'Bericht',
    figures: 'Zahlen',
    remove: 'Entfernen',
  },
  capacity: {
    measure: 'Messen',
    use: (used, limit, peak) => `${used} von ${limit}, höchstens ${peak} in zwei Stunden`,
    meter: (what, share) => `${what}: ${share}`,
    notMeasured: 'Wie viele Zuschauer diese Maschine trägt, wurde noch nicht gemessen.',
    carries: (_viewers, figure, rate, transcodes, limit) =>
      `Diese Maschine trägt gleichzeitig ${figure} Zuschauer der Originale mit je ${rate} und ${
        transcodes === 0
          ? 'keine Umwandlung, da ffmpeg fehlt'
          : transcodes === 1
            ? 'eine Umwandlung'
            : `${transcodes} Umwandlungen`
      }${limit === undefined ? '' : `; die erste Grenze: ${limit}`}.`,
    nothing: 'Noch wurde nichts gemessen.',
    room: (what, share) => `Es ist Platz. Am vollsten: ${what}, zu ${share}.`,
    limited: (what, share) => `An der Grenze: ${what}, ${share} in Gebrauch.`,
    fills: (what, from, until) =>
      until === undefined
        ? `${capital(what)} ist frühestens in ${from} voll, wenn es so weitergeht.`
        : `${capital(what)} ist in ${from} bis ${until} voll, wenn es so weitergeht.`,
    high: (what, share) => `${capital(what)}: ${share} in Gebrauch.`,
    idle: (share) => `Der Prozessor war nie mehr als zu ${share} ausgelastet: Die Hälfte würde genügen.`,
    remedies: {
      cpu: 'Lass weniger gleichzeitig umwandeln, oder gib der Maschine mehr Kerne.',
      heap: 'Erhöhe -Xmx, oder sieh auf der Seite „Speicher“ nach, was ihn füllt.',
      connections: 'Suche nach langsamen Anweisungen, oder erhöhe database.poolMax.',
      disk: 'Schaffe Platz, oder lege die hochgeladenen Dateien auf eine größere Platte.',
      files: 'Erhöhe die Grenze für offene Dateien (ulimit -n).',
    },
    remedy: 'Gib mehr Platz.',
    minutes: (value, figure) => `${figure} ${plural(value, 'Minute', 'Minuten')}`,
    hours: (value, figure) => `${figure} ${plural(value, 'Stunde', 'Stunden')}`,
    days: (value, figure) => `${figure} ${plural(value, 'Tag', 'Tagen')}`,
    full: 'Was zu tun ist',
    well: 'Es ist nichts zu tun.',
    resources: 'Was die Maschine hat',
  },

  served: {
    series: {
      requests: 'beantwortete Anfragen',
      answers: 'Zeit bis zum ersten Byte; 95\u00a0% sind schneller',
      errors: 'Fehler des Servers',
      egress: 'gesendete Daten',
      sessions: 'angemeldete Personen, die zuletzt aktiv waren',
      viewers: 'Personen, die gerade schauen',
      cpu: 'der Prozessor der Maschine',
      heap: 'der Heap des Programms',
      connections: 'Verbindungen zur Datenbank',
      disk: 'die Platte mit dem Datenordner',
      files: 'offene Dateien und Verbindungen',
    },
    rules: {
      answers_slow:
        'Eine von zwanzig Antworten beginnt erst nach mehr als einer Sekunde. Die Seite „Anfragen“ zeigt, welche.',
      errors:
        'Der Server macht öfter als alle zehn Sekunden einen Fehler. Das Protokoll nennt jeden mit seiner Korrelations-ID.',
      error_budget_burns_fast:
        'Mehr als eine von siebzig Anfragen schlägt fehl; was in einem Monat fehlschlagen darf, ist so in zwei Tagen verbraucht. Das Protokoll nennt jeden Fehler mit seiner Korrelations-ID.',
      error_budget_burns:
        'Seit Stunden schlagen mehr als sechs von tausend Anfragen fehl. Das Protokoll nennt jeden Fehler mit seiner Korrelations-ID.',
      segments_slow:
        'Eines von zwanzig Segmenten eines Films beginnt erst nach mehr als einer halben Sekunde. Das Umwandeln oder die Platte hält mit den Zuschauern nicht Schritt.',
      memory_full:
        'Auch nach einer vollständigen Garbage Collection sind mehr als neun Zehntel des Heaps in Gebrauch. Die Seite „Speicher“ zeigt, was ihn füllt.',
      memory_leak_suspected:
        'Was auf dem Heap lebt, wächst stetig, und kein Zwischenspeicher erklärt es. Die Seite „Speicher“ zeigt, welche Klassen wachsen und wer sie hält.',
      heap_full_soon:
        'Ein Leck könnte den Heap innerhalb von sechs Stunden füllen. Starte den Server neu, wenn es passt; die Seite „Speicher“ zeigt, wer hält, was wächst.',
      direct_memory_leak_suspected:
        'Der Speicher außerhalb des Heaps wächst stetig und wird nicht zurückgegeben. Die Seite „Speicher“ zeigt, wie groß er ist.',
      thread_leak_suspected:
        'Die Zahl der Threads wächst stetig. Die Seite „Speicher“ führt sie mit Namen auf.',
      file_leak_suspected:
        'Die Zahl der offenen Dateien und Verbindungen wächst stetig. Starte den Server neu, bevor die Grenze des Systems erreicht ist, und melde es denen, die ihn entwickeln.',
      event_loop_late:
        'Eine Event-Loop ist mehr als eine Zehntelsekunde zu spät, also warten alle Zuschauer. Etwas blockiert sie; ein Profil zeigt, was.',
      virtual_threads_late:
        'Anfragen warten auf einen Prozessor, bevor sie beginnen. Die Maschine hat zu viel zu tun, oder Code gibt seine Träger-Threads nicht frei.',
      carriers_short: 'Mehr Anfragen sind bereit zu laufen, als Kerne für sie da sind.',
      collections_long: 'Garbage Collections halten das Programm länger als eine Fünftelsekunde an.',
      statements_slow:
        'Eine von hundert Anweisungen dauert länger als eine Sekunde. Die Seite „Datenbank“ zeigt, welche.',
      statements_slow_often:
        'Mehr als eine Anweisung pro Sekunde dauert länger als eine Sekunde. Die Seite „Datenbank“ zeigt, welche, und wie sie ausgeführt wird.',
      statements_repeated:
        'Anfragen führen für jede Zeile einer Liste dieselbe Anweisung aus. Die Seite „Datenbank“ zeigt, welche; melde es denen, die den Server entwickeln.',
      connections_short: 'Alle Verbindungen zur Datenbank sind in Gebrauch, und Aufrufer warten auf eine.',
      connections_held:
        'Eine Verbindung zur Datenbank ist seit Minuten in Gebrauch. Etwas hält sie fest oder hat sie nie zurückgegeben; die Seite „Datenbank“ zeigt, was läuft.',
      shared_cache_away:
        'Der gemeinsame Zwischenspeicher antwortet nicht; darum fragt jeder Knoten die Datenbank nach allem und erfährt spät, was andere ändern.',
      clocks_apart:
        'Die Uhren dieser Maschine und der Datenbank gehen mehr als zwei Sekunden auseinander. Lass beide demselben Zeitserver folgen.',
      sign_ins_fail:
        'Weit mehr Anmeldungen schlagen fehl als in der Stunde davor. Vielleicht rät jemand Passwörter; das Protokoll nennt die Adressen.',
      requests_refused:
        'Weit mehr Anfragen als in der Stunde davor kommen ohne Sitzung oder verlangen, was sie nicht dürfen. Vielleicht sucht jemand einen Weg hinein, oder einem Programm fehlt sein Token.',
      sandbox_weaker:
        'ffmpeg darf mehr als vorher oder mehr, als auf dieser Maschine nötig wäre; ein bösartiger Film könnte das ausnutzen. Der Befehl doctor sagt, was offen ist.',
      ffmpeg_flaws_exposed:
        'Diese Version von ffmpeg hat bekannte Schwachstellen, und ihre Sandbox hat Lücken, durch die ein bösartiger Film sie ausnutzen könnte. Installiere 7.1.5, 8.0.3, 8.1.2 oder neuer; der Befehl doctor sagt, was offen ist.',
      ffmpeg_too_old:
        'Das ffmpeg dieser Maschine ist zu alt; darum wird nichts umgewandelt, und Filme bekommen keine Bilder. Installiere 5.1 oder neuer.',
      transcode_stalled:
        'ffmpeg kam eine Minute lang nicht weiter und wurde beendet. Eine Platte oder ein Netzwerkordner antwortet nicht, oder ein Film ist beschädigt; das Protokoll nennt ihn.',
      encoders_short:
        'Zuschauer warten auf Encoder, denn alle arbeiten für andere. Die Seite „Kapazität“ sagt, wie viele diese Maschine trägt.',
      pictures_abandoned:
        'Der Server brach dreimal ab, während er Bilder derselben Datei machte, und lässt diese Datei nun in Ruhe. Vielleicht soll sie Schaden anrichten.',
      uploads_broken:
        'Am letzten Tag ging etwas Hochgeladenes verloren oder war nicht lesbar, ohne dass der Absender schuld war. Der Grund steht im Protokoll; prüfe die Platte, auf der es liegt.',
      certificate_ends:
        'In zwei Wochen oder früher nehmen Clients das Zertifikat dieses Servers nicht mehr an. Erneuere es und starte den Server neu, damit er es zeigt.',
      files_short:
        'Neun Zehntel der Dateien und Verbindungen, die das System erlaubt, sind offen. Erhöhe seine Grenze (ulimit -n).',
      disk_full_soon:
        'Weniger als 15\u00a0% der Platte sind frei, und wenn es so weitergeht, könnte sie in vier Tagen voll sein. Die Seite „Kapazität“ sagt, wann.',
      disk_full:
        'Die Platte mit dem Datenordner ist fast voll. Ist sie es ganz, stehen das Hochladen und die Datenbank still.',
      disk_reserve_hit:
        'Etwas Hochgeladenes wurde abgelehnt, denn auf der Platte ist nicht mehr frei als ihre Reserve (upload.reserveBytes). Schaffe Platz, oder lege das Hochgeladene woanders ab.',
      disk_inodes_short:
        'Von den Dateien, die auf die Platte mit dem Datenordner passen, ist weniger als ein Zehntel frei. Sie wird sagen, sie sei voll, obwohl noch Platz ist.',
    },
    plans: {
      guide:
        'Die gemischte Last des Leitfadens, bis zu 1200 Personen gleichzeitig, die vor jedem Schritt eine halbe bis anderthalb Sekunden warten.',
      viewers:
        'Zuschauer an Kabel, DSL und Mobilfunk neben Personen, die stöbern; bis zu 5 neue pro Sekunde.',
      capacity:
        'Zuschauer der unveränderten Dateien, in jeder Stufe 15\u00a0% mehr, bis bei einigen das Bild zu spät käme oder stehen bliebe.',
      database:
        'Hundert Verbindungen, die lesen, einfügen, ändern und löschen, dann fünfhundert Personen zugleich, die abfragen; 10.000 Dateien von 1.000 Personen.',
    },
    phases: {
      smoke: 'Probe',
      ramp: 'Anstieg',
      sustained: 'Dauerlast',
      spike: 'Spitze',
      stress: 'Überlast',
      recovery: 'Erholung',
      viewers: 'Zuschauer',
      operations: 'Lesen und Schreiben',
      queries: 'Abfragen',
    },
    threadStates: {
      new: 'noch nicht begonnen',
      runnable: 'lauffähig',
      blocked: 'wartet auf eine Sperre',
      waiting: 'wartet',
      timed_waiting: 'wartet eine Weile',
      terminated: 'beendet',
    },
  },
};
