import { testWaitingVariations } from './test-variations.ts'

testWaitingVariations()
