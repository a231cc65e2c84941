import autocannon from 'autocannon'

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:4010/api/v2'
const tenants = Array.from({ length: 200 }, (_, index) => `aion_test_enterprise_load_${index}`)

// Each connection goes through all tenants, so that every replica has its share.
const result = await autocannon({
  url: baseUrl,
  connections: Number(process.env.CONNECTIONS ?? 32),
  duration: Number(process.env.SECONDS ?? 10),
  requests: tenants.map((key) => ({
    method: 'GET',
    path: `${new URL(baseUrl).pathname}/user-files?limit=20`,
    headers: { Authorization: `Bearer ${key}` },
  })),
})

const { '2xx': good, non2xx, errors, requests, latency } = result
console.log(`${requests.average} requests/s, median ${latency.p50} ms, 99 % within ${latency.p99} ms`)
console.log(`${good} answers 2xx, ${non2xx} others, ${errors} errors`)
process.exitCode = non2xx + errors > 0 ? 1 : 0
