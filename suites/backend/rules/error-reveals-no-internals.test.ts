import { answered, refused, testBackendRule } from '../hand-made.ts'
import { errorRevealsNoInternals } from './error-reveals-no-internals.ts'

const says = (message: string) => [refused('HTTP_500', { error: { message } })]
const trace = 'a stack trace'
const sql = 'SQL'
const path = 'a path of the server'
const address = 'an address inside the network'
const program = 'an exception of the program'
const secret = 'a secret'

const leaks: readonly (readonly [string, string])[] = [
  ['Traceback (most recent call last):\n  File "x.py", line 3, in f', trace],
  ['Error: x\n    at handler (/app/dist/index.js:10:5)', trace],
  ['at com.example.Files.read(Files.java:42)', trace],
  ['java.lang.IllegalStateException: no', trace],
  ['at Api.Files.Get(Guid id) in C:\\src\\Files.cs:line 12', trace],
  ['System.NullReferenceException: Object reference not set', trace],
  ['goroutine 17 [running]:\nmain.main()', trace],
  ["app/models/file.rb:12:in `find'", trace],
  ['#0 /srv/www/File.php(12): load()', trace],
  ['Undefined index: id in File.php on line 12', trace],
  ["KeyError('image_id')", program],
  ['TypeError: x is not a function', program],
  ["'NoneType' object has no attribute 'id'", program],
  ["Cannot read properties of undefined (reading 'id')", program],
  ['SELECT id, name FROM files WHERE id = 1', sql],
  ['select * from files', sql],
  ['insert into files (id) values (1)', sql],
  ['update files set name = 1', sql],
  ['delete from files where id = 1', sql],
  ['duplicate key value violates unique constraint "files_pkey"', sql],
  ['open /home/deploy/app/x.json: no such file', path],
  ['cannot open D:\\src\\app\\x.json', path],
  ['connect ECONNREFUSED 10.2.3.4:5432', address],
  ['dial tcp: lookup files.prod.svc.cluster.local', address],
  ['connect to localhost:6379 failed', address],
  ['postgres://u:p@db/x', secret],
  ['password=hunter22', secret],
  ['AKIAIOSFODNN7EXAMPLE', secret],
]

const harmless = [
  'The file /user-files/11111111-1111-4111-8111-111111111111 does not exist',
  'Select a file from the list, then update the title',
  'Delete from your account first',
  'version 10.2.3 is too old',
  'Your password is too short',
  'Asked for https://target.example/api/v2/user-files',
  'The value of "from" must be before "to"',
]

testBackendRule(errorRevealsNoInternals, [
  ...leaks.map(([message, what]) => [message, says(message), 'fail', what] as const),
  ...harmless.map((message) => [message, says(message), 'pass', 'the one answer'] as const),
  [
    'escapes hide nothing',
    [answered(500, { body: '{"detail":"Tr\\u0061ceback (most recent call last)"}' })],
    'fail',
    trace,
  ],
  ['a page with a trace', [answered(500, { body: '<pre>goroutine 1 [running]</pre>' })], 'fail', trace],
  ['a field that is named so', [refused('HTTP_500', { error: { details: { password: 'hunter22' } } })], 'fail', secret],
  ['no error', [answered(200, { body: 'select * from files' })], 'not-provoked', 'No error'],
])
