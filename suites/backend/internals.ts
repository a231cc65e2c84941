/** What must not leave the house, with what gives it away. */
const internals: Readonly<Record<string, readonly RegExp[]>> = {
  'a stack trace': [
    /Traceback \(most recent call last\)/,
    /\bFile "[^"]+", line \d+/,
    // JavaScript, Java and C#: `at name (file:1:2)`, `at a.b.C.d(C.java:12)`, `at A.B.C() in D:\x.cs:line 12`.
    /\bat [\w.$<>[\] ]+ ?\(?[^\s()]+:\d+:\d+\)?/,
    /\bat [\w.$<>]+\([\w$]+\.(java|kt|scala|groovy):\d+\)/,
    /\bat [\w.$<>`]+\(.*\) in .+:line \d+/,
    /\bgoroutine \d+ \[|\bpanic: |\.go:\d+ \+0x[0-9a-f]+/,
    // Ruby and PHP: `app.rb:12:in 'x'`, `#0 /srv/x.php(12): f()`, `in x.php on line 12`, `x.php:12`.
    /\.rb:\d+:in [`']/,
    /#\d+ \S+\.php\(\d+\)|\.php on line \d+|\.php:\d+\b/,
    /\b(java|javax|org|com|kotlin|scala)\.[\w.]+(Exception|Error)\b/,
    /\b(System|Microsoft)\.[\w.]*Exception\b/,
  ],
  'an exception of the program': [
    /\b(Key|Attribute|Type|Name|Index|Value|ZeroDivision|Assertion|Import|NoMethod|Reference|Range|Syntax|Runtime)Error\b\s*[(:]/,
    /Cannot read propert(y|ies) (of|'\w+' of) (undefined|null)|is not a function\b|is not iterable\b/,
    /'NoneType' object|object has no attribute '|undefined method [`']|nil pointer dereference|NullPointerException|NullReferenceException/,
  ],
  SQL: [
    /\bselect\s+(distinct\s+)?(\*|count\(.*\)|[\w."`]+(\s*,\s*[\w."`*]+)+)\s+from\s/i,
    /\bselect\s+[\w."`]+\s+from\s+[\w."`]+\s+(where|limit|order|join|inner|left)\b/i,
    /\binsert\s+into\s+["'`\w.]+\s*(\(|values|select)|\bdelete\s+from\s+\S+\s+where\b|\bupdate\s+["'`\w.]+\s+set\s+["'`\w.]+\s*=/i,
    /SQLSTATE|ORA-\d{5}|psycopg|sqlalchemy|sqlite3?\.|violates (unique|foreign key|not-null|check) constraint|relation "[^"]+" does not exist|duplicate key value/i,
  ],
  'a path of the server': [
    /(^|[\s"'(=:[])\/(home|usr|var|app|srv|opt|etc|root|tmp|mnt|Users)\/[\w./@-]+/m,
    /\b[A-Za-z]:\\{1,2}\w[\w .-]*\\/,
    /\bnode_modules\/|site-packages\//,
  ],
  'an address inside the network': [
    /\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b/,
    /\b(127\.0\.0\.1|localhost):\d{2,5}\b/,
    /\b[\w-]+(\.[\w-]+)*\.(svc(\.cluster\.local)?|cluster\.local|internal|consul|compute\.internal)\b/,
  ],
  'a secret': [
    /\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY/,
    /\b(postgres(ql)?|mysql|mariadb|redis|amqp|mongodb)(\+\w+)?:\/\/\S+/i,
    /\b(password|passwd|secret|secret_key|private_key)["']?\s*[=:]\s*["']?[^\s"',.;]{4,}/i,
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{5,}/,
  ],
}

/** In letters. What leaks is a line or two; a text that is longer was made to be slow to search. */
const longestText = 16_384
const longestPart = 512
const overlap = 128

/** A text in parts that overlap: the time that a pattern takes grows with the square of what it is given. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (let from = 0; from === 0 || from < Math.min(text.length, longestText); from += longestPart - overlap)
    parts.push(text.slice(from, from + longestPart))
  return parts
}

/** The kinds of internals that a text holds. `host`, where the target was asked for, is no secret. */
export function findInternals(text: string, host: string): string[] {
  const parts = partsOf(text.slice(0, longestText).replaceAll(host, ''))
  return Object.entries(internals).flatMap(([name, patterns]) =>
    patterns.some((pattern) => parts.some((part) => pattern.test(part))) ? [name] : [],
  )
}
