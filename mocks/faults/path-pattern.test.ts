import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePattern } from './path-pattern.ts'
import { createFaultPlan } from './plan.ts'

const matches = (pattern: string, path: string) => compilePattern(pattern)(path)

/** The same meaning as a regular expression, for short inputs. */
function asExpression(pattern: string): RegExp {
  const segments = pattern.slice(1).split('/')
  const source = segments
    .map((segment) =>
      segment === '**' ? '(?:/[^/]*)*' : `/${segment === '*' || segment.startsWith('{') ? '[^/]+' : segment}`,
    )
    .join('')
  return new RegExp(`^${source}$`)
}

describe('a path pattern', () => {
  it.each([
    ['/user-files', '/user-files', true],
    ['/user-files', '/user-files/', false],
    ['/user-files/*', '/user-files/1', true],
    ['/user-files/*', '/user-files/', false],
    ['/user-files/*', '/user-files/1/2', false],
    ['/user-files/{image_id}', '/user-files/1', true],
    ['/user-files/**', '/user-files', true],
    ['/user-files/**', '/user-files/1/2/3', true],
    ['/**/download', '/documents/1/download', true],
    ['/**/download', '/documents/1/downloads', false],
    ['/**', '/anything/at/all', true],
    ['/a.c', '/abc', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected)
  })

  it('means what its regular expression would mean', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '')
    const wanted = fc.oneof(segment, fc.constantFrom('*', '**', '{id}'))
    const path = (parts: string[]) => `/${parts.join('/')}`
    fc.assert(
      fc.property(
        fc.array(wanted, { minLength: 1, maxLength: 6 }).map(path),
        fc.array(segment, { minLength: 1, maxLength: 8 }).map(path),
        (pattern, given) => {
          expect(matches(pattern, given)).toBe(asExpression(pattern).test(given))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('takes no longer for a path that was made to hurt', () => {
    const pattern = `${'/**/a'.repeat(24)}/b`
    const path = '/a'.repeat(8_000)
    const before = process.cpuUsage()
    expect(matches(pattern, path)).toBe(false)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
  })

  it.each([
    ['/user-files/:id', '/user-files/*'],
    ['/user-files/<id>', '/user-files/*'],
    ['/user-files/[a-z]+', '/user-files/*'],
    ['/user-files/.*', '/user-files/*'],
    ['/user-files/(.*)/download', '/user-files/*/download'],
    ['/user-files/$id', '/user-files/*'],
    ['/user-files/\\d+', '/user-files/*'],
    ['/user-files/', '/user-files'],
    ['/user-files//', '/user-files'],
    ['//user-files', '/user-files'],
    ['/User-Files', '/user-files'],
    ['/USER-FILES/*', '/user-files/*'],
    ['/user_files/*', '/user-files/*'],
    ['/user-file/{id}', '/user-files/{id}'],
    ['/user-files/*/downlod', '/user-files/*/download'],
    ['/api/v2/user-files', '/user-files'],
    ['/api/v1/user-files/*', '/user-files/*'],
    ['/t/ci/api/v2/user-files', '/user-files'],
    ['https://api.aionvision.tech/api/v2/user-files/:id', '/user-files/*'],
    ['user-files', '/user-files'],
    ['/user-files?limit=5', '/user-files'],
  ])('that can never match is refused with the near one: %s', (path, near) => {
    const added = createFaultPlan().offer({ match: { path }, fault: { error: 'TIMEOUT' } })
    expect(added).toMatchObject({
      problem: { field: 'match.path', issue: expect.stringContaining(`Did you mean ${near}?`) },
    })
  })

  it.each(['/favicon.ico', '/robots.txt', '/**', '/*', '/*/*', '/user-files/**', '/sdk/simple/', '/a/b/c/d/e/f'])(
    'that some request can match is taken: %s',
    (path) => {
      expect(createFaultPlan().offer({ match: { path }, fault: { error: 'TIMEOUT' } })).toHaveProperty('entry')
    },
  )

  it('stands beside a tenant, which is no key', () => {
    const added = createFaultPlan().offer({ tenant: 'aion_test_acme_of_anvil_city', fault: { error: 'TIMEOUT' } })
    expect(added).toMatchObject({
      problem: { field: 'tenant', issue: expect.stringContaining('of a key, what follows') },
    })
    expect(createFaultPlan().offer({ tenant: 'session_storage', fault: { error: 'TIMEOUT' } })).toHaveProperty('entry')
  })

  it('takes no longer to look for the near one of a pattern that was made to hurt', () => {
    const before = process.cpuUsage()
    createFaultPlan().offer({ match: { path: '/**/x'.repeat(25) }, fault: { error: 'TIMEOUT' } })
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
  })

  it.each([
    ['user-files', /relative to the base URL/],
    [5, /relative to the base URL/],
    ['/user-*', /whole segments/],
    ['/{a}{b}', /whole segments/],
    ['/***', /whole segments/],
    ['/user-files?limit=5', /no query/],
    [`/${'a'.repeat(1_000)}`, /1000 characters/],
    ['/a'.repeat(51), /at most 50/],
  ])('is not %s', (path, issue) => {
    const added = createFaultPlan().offer({ match: { path }, fault: { error: 'TIMEOUT' } })
    expect(added).toMatchObject({ problem: { field: 'match.path', issue: expect.stringMatching(issue) } })
  })
})
