import { testBusyVariations } from './test-variations.ts'

testBusyVariations(1)
