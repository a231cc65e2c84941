import { isError } from '../error-answer.ts'
import { answerRule } from '../rule.ts'
import { damageFirst, withError } from '../sabotage.ts'

/** What must not leave the house, with what gives it away. */
const internals: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'a stack trace',
    /Traceback \(most recent call last\)|\bFile \\?"[^"]+\\?", line \d+|\bat [\w.$<>[\] ]+ \(?[^\s()]+:\d+:\d+/,
  ],
  ['SQL', /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE\b.+\bSET\b|SQLSTATE|psycopg|sqlalchemy/],
  ['a path of the server', /(^|[\s"'(=:])\/(home|usr|var|app|srv|opt|etc|root)\/[\w./-]+|\b[A-Z]:\\\\\w+/],
  [
    'a secret',
    /\bAKIA[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(postgres(ql)?|mysql|redis|amqp|mongodb)(\+\w+)?:\/\/\S+|\b(password|secret|passwd)\s*[=:]\s*\S+/i,
  ],
]

export const errorRevealsNoInternals = answerRule({
  id: 'error-reveals-no-internals',
  statement: 'Errors carry no stack trace, no SQL, no path and no secret of the server',
  source: 'assumed of any API; OWASP API8:2023, security misconfiguration',
  level: 'MUST',
  concerns: isError,
  check({ answer }) {
    const found = internals.filter(([, pattern]) => pattern.test(answer.body)).map(([name]) => name)
    return found.length === 0 ? undefined : { evidence: `The error reveals ${found.join(' and ')}` }
  },
  unseen: 'No error was answered',
  sabotage: (run) =>
    damageFirst(
      run,
      ({ intent }) => intent === 'no-key',
      (answer) => withError(answer, { message: 'Traceback (most recent call last): File "/app/main.py", line 12' }),
    ),
})
