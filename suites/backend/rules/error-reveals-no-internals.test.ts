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

/** Each way in which each thing shows, one by one. */
const moreLeaks: readonly (readonly [string, string])[] = [
  ['  File "app.py", line 12', trace],
  ['at Object.<anonymous> (x.js:1:2)', trace],
  ['at Files.kt(Files.kt:3)', trace],
  ['panic: boom', trace],
  ['main.go:12 +0x1d', trace],
  ["x.rb:3:in 'y'", trace],
  ['#1 a.php(3)', trace],
  ['see a.php:12', trace],
  ['org.hibernate.HibernateException', trace],
  ['Microsoft.Data.SqlException', trace],
  ['ValueError: bad', program],
  ['NoMethodError (undefined)', program],
  ['Cannot read property of undefined', program],
  ['x is not iterable', program],
  ["object has no attribute 'id'", program],
  ["undefined method 'id'", program],
  ['nil pointer dereference', program],
  ['NullPointerException', program],
  ['select distinct * from t', sql],
  ['select count(id) from t', sql],
  ['select name from files where 1', sql],
  ['select name from files limit 1', sql],
  ['SQLSTATE 42', sql],
  ['ORA-00942', sql],
  ['psycopg failed', sql],
  ['sqlalchemy failed', sql],
  ['sqlite3. failed', sql],
  ['violates foreign key constraint', sql],
  ['relation "files" does not exist', sql],
  ['node_modules/x', path],
  ['site-packages/x', path],
  ['at 192.168.1.2', address],
  ['at 172.16.1.2', address],
  ['at 172.25.1.2', address],
  ['at 172.31.1.2', address],
  ['at 127.0.0.1:80', address],
  ...['svc', 'cluster.local', 'internal', 'consul', 'compute.internal'].map(
    (zone) => [`db.${zone} failed`, address] as const,
  ),
  ['-----BEGIN RSA PRIVATE KEY', secret],
  ...['postgresql', 'mysql', 'mariadb', 'redis', 'amqp', 'mongodb+srv'].map(
    (scheme) => [`${scheme}://h`, secret] as const,
  ),
  ...['passwd', 'secret', 'secret_key', 'private_key'].map((name) => [`${name}: abcd`, secret] as const),
  ['eyJhbGciOiJIUzI.eyJzdWIiOiIxMj.abcde', secret],
]

const folders = ['usr', 'var', 'app', 'srv', 'opt', 'etc', 'root', 'tmp', 'mnt', 'Users']

const harmless = [
  'at 172.15.1.2, 172.32.1.2, 11.2.3.4',
  'password: abc',
  'The file /user-files/11111111-1111-4111-8111-111111111111 does not exist',
  'Select a file from the list, then update the title',
  'Delete from your account first',
  'version 10.2.3 is too old',
  'Your password is too short',
  'Asked for https://target.example/api/v2/user-files',
  'The value of "from" must be before "to"',
]

testBackendRule(errorRevealsNoInternals, [
  ...[...leaks, ...moreLeaks].map(([message, what]) => [message, says(message), 'fail', what] as const),
  ...folders.map((folder) => [`a path below ${folder}`, says(`in /${folder}/x/y`), 'fail', path] as const),
  ...harmless.map((message) => [message, says(message), 'pass', 'the one answer'] as const),
  [
    'escapes hide nothing',
    [answered(500, { body: '{"detail":"Tr\\u0061ceback (most recent call last)"}' })],
    'fail',
    trace,
  ],
  ['a page with a trace', [answered(500, { body: '<pre>goroutine 1 [running]</pre>' })], 'fail', trace],
  ['a field that is named so', [refused('HTTP_500', { error: { details: { password: 'hunter22' } } })], 'fail', secret],
  ['a leak behind much text', says(`${'x '.repeat(8_000)} SQLSTATE 42`), 'fail', sql],
  ['a leak across the parts in which a text is searched', says(`${'x'.repeat(505)} SQLSTATE 42`), 'fail', sql],
  ['a leak behind more than is searched', says(`${'x '.repeat(9_000)} SQLSTATE 42`), 'pass', 'the one answer'],
  ['no error', [answered(200, { body: 'select * from files' })], 'not-provoked', 'No error'],
])
