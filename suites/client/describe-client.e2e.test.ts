import { conforming } from '../../fixtures/clients/conforming-call.ts'
import { describeClient } from './describe-client.ts'

describeClient('the conforming client', conforming)
