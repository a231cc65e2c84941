import { listFiles } from './files/list-files.ts'
import type { Handlers } from './operation.ts'

export const handlers: Partial<Handlers> = { listFiles }
