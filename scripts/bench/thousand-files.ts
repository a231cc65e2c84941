import { startMockServer } from '../../mocks/server/index.ts'

/** A mock whose tenants find a thousand files; says where it listens as the command does. */
const { url } = await startMockServer({ files: 1_000, rateLimit: false })
process.stdout.write(`mock with 1,000 files listening on ${url}\n`)
