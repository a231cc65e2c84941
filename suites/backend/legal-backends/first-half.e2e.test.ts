import { testVariations } from './test-variations.ts'

testVariations(0)
