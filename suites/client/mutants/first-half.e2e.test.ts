import { half, judgeMutants } from './judge-mutants.ts'

judgeMutants(half(0))
