import { sessions } from '../../contracts/limits.ts'
import { memberPassword, memberSeeds } from '../../fixtures/members.ts'
import { note, table } from './documents.ts'

const may: Readonly<Record<(typeof memberSeeds)[number]['role'], string>> = {
  owner: 'everything; is never changed or removed',
  admin: 'everything',
  editor: 'read and write',
  viewer: 'read',
}

const code = (text: string) => `\`${text}\``
const hours = (seconds: number) => seconds / 3_600

/** Who can log in, and what of people, payment and drives goes wrong by ordinary use, as a page. */
export function peoplePage(): string {
  const members = memberSeeds.map(({ email, name, role }) => [code(email), name, role, may[role]])
  return `${note}

# People, sessions and payment

## Who can log in

Every new tenant has these members, with the password \`${memberPassword}\`:

${table(['e-mail', 'name', 'role', 'may'], members)}

A login sends no key, so the base URL names the tenant: \`POST /t/acme_inc/api/v2/auth/session/login\`. Without a name it is the
tenant \`anonymous\`. The token that comes back names its tenant itself: from then on \`/api/v2\` will do. In tests,
\`session_\` and the tenant's name is the owner's token, without a login, and never expires.

## How long a session lasts

No page says how long; these times are assumed. They follow the tenant's clock, so that a test can move it
(\`PATCH /__mock/tenants/acme_inc\` with \`{"clock":{"advanceMs":3600000}}\`).

${table(
  ['when', 'what is answered'],
  [
    [`for ${sessions.tokenSeconds / 60} minutes`, 'the token holds'],
    [
      `then, up to ${hours(sessions.lifeSeconds)} hours (${hours(sessions.rememberedSeconds) / 24} days with \`remember_me\`)`,
      '401 EXPIRED_API_KEY; `POST /auth/session/refresh` extends the same token',
    ],
    ['after that', '401 EXPIRED_API_KEY, for the refresh, too: log in again'],
    ['after a logout, or when the session was ended', '401 DEACTIVATED_API_KEY'],
    ['a token that nobody was given, a wrong password', '401 INVALID_API_KEY'],
  ],
)}

The login also sets the cookie \`aionvision_session\`, which is as good as the token. \`rotate-session\` gives its new token as a
cookie only, as it is documented.

## Mails

The mock sends none. What would be in one (a verification, a reset, an invitation, a new address) stands in the header
\`Mock-Mail-Token\` of the answer. Who is invited joins with \`POST /auth/session/password-reset/complete\` and that token, or by
signing up with the invited address.

## What goes wrong without any fault

${table(
  ['what', 'how'],
  [
    [
      '402 for everything but sessions, profile and payment',
      'cancel the subscription and move the clock past the end of the month; or `action=fail` at a checkout; or the event `invoice.payment_failed`',
    ],
    ['and out of it', 'open `checkout_url` and pay: `POST` to it with `?action=pay`'],
    ['429 USAGE_LIMIT_EXCEEDED, and out of it', "use the month's credits up, then buy a pack"],
    ['401 for every credential', 'the owner deletes their account (until the tenant is reset)'],
    ['422 for a bucket', 'its name begins with `missing` or `denied`; with `revoked` it fails only when it is tried'],
    ['501 for an upload', '`storage_target=custom` while no bucket is configured'],
    ['a file of an import that fails', 'its id begins with `missing`'],
    ['an authorization that leads somewhere', '`authorization_url` leads straight back, with a code and the state'],
  ],
)}
`
}
