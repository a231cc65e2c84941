import { errorCodes, errorRow } from '../../contracts/errors.ts'
import { shapeNames } from '../../contracts/shapes.ts'
import { defaultErrorOf, documentedStatuses } from '../../contracts/statuses.ts'
import type { Fault } from '../faults/fault.ts'
import { redirectStatuses, successStatuses } from '../faults/named-statuses.ts'
import { rateLimitFormNames } from '../faults/rate-limit-forms.ts'
import { errorBodies, transportKinds } from '../faults/transports.ts'

/** Every fault that the vocabulary names, and every override of one, each alone. */
export function matrixFaults(): readonly Fault[] {
  const malformed = ['-5', '1.5', 'soon', '', '2, 3', '2s', '2026-01-01T00:00:00Z', '12345678901234567890']
  const limited = { error: 'RATE_LIMIT_ERROR' } as const
  const statusFaults = documentedStatuses
    .filter((status) => status >= 400)
    .map((status) => ({ error: defaultErrorOf(status) ?? 'HTTP_500', status }))
  return [
    ...errorCodes.map((error) => ({ error })),
    ...errorCodes.flatMap((error) => errorRow(error).acceptedStatuses.map((status) => ({ error, status }))),
    ...statusFaults,
    ...shapeNames.map((form) => ({ error: 'VALIDATION_ERROR', form }) as const),
    ...[0, 3, 86_400].map((retryAfter) => ({ ...limited, retryAfter })),
    ...malformed.map((retryAfter) => ({ ...limited, retryAfter })),
    { ...limited, retryAfter: ['2', '3'] },
    { ...limited, retryAfter: null },
    ...[-60, 0, 60].map((retryAfterDate) => ({ ...limited, retryAfterDate })),
    ...(['imf-fixdate', 'rfc850', 'asctime'] as const).map((dateForm) => ({ ...limited, retryAfterDate: 9, dateForm })),
    { ...limited, message: 'Slow down', requestId: 'case-1' },
    { ...limited, details: { limit: 100 } },
    { ...limited, when: 'committed' },
    { ...limited, delay: 5 },
    { ...limited, delay: { uniform: [1, 5] } },
    { ...limited, delay: { lognormal: { medianMs: 2, sigma: 0.1 } } },
    ...rateLimitFormNames.map((rateLimit) => ({ ...limited, rateLimit, retryAfter: 3 })),
    ...errorBodies.map((body) => ({ ...limited, body })),
    { ...limited, body: 'drip', rate: 100 },
    { ...limited, size: '64kB' },
    { ...limited, size: 100_000, form: 'html' },
    { ...limited, size: 200_000, body: 'reset' },
    ...redirectStatuses.map((status) => ({ status, location: 'https://other.test/elsewhere?a=1' })),
    { status: 302, location: '/api/v2/nowhere', when: 'committed' },
    ...successStatuses.flatMap((status) =>
      (['truncated-json', 'html', 'empty'] as const).map((form) => ({ status, form })),
    ),
    { transport: 'slow-body', rate: 100 },
    ...transportKinds.map((transport) => ({ transport, delay: 5 }) as const),
    ...transportKinds.map((transport) => ({ transport, delay: 0, when: 'committed' }) as const),
  ]
}
