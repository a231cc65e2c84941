import { createListener } from '../../mocks/adapters/node.ts'
import { nodePlatform } from '../../mocks/adapters/node-platform.ts'
import { createCore } from '../../mocks/core/core.ts'
import { systemTime } from '../../mocks/core/time.ts'
import { describeBackend } from './describe.ts'
import { permissions } from './probe.ts'

const time = systemTime()
const { listener } = createListener(createCore({ platform: nodePlatform, time }), time)

// Not listening: supertest serves it.
describeBackend({
  app: listener,
  apiKey: 'aion_test_contract_of_backend',
  keys: {
    expired: 'aion_test_expired_contract',
    deactivated: 'aion_test_deactivated_contract',
    readonly: 'aion_test_readonly_contract',
    pastdue: 'aion_test_pastdue_contract',
    limited: 'aion_test_starter_contract',
    other: 'aion_test_neighbour_next_door',
  },
  allow: permissions,
})
