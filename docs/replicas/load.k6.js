import { check } from 'k6'
import http from 'k6/http'

// On paper: k6 was not at hand here.
export const options = { vus: 32, duration: '30s', thresholds: { checks: ['rate==1'] } }

const baseUrl = __ENV.BASE_URL || 'http://127.0.0.1:4010/api/v2'

export default function () {
  // A tenant for each virtual user: its requests stay together, and all replicas have some.
  const headers = { Authorization: `Bearer aion_test_enterprise_load_of_user_${__VU}` }
  const answer = http.get(`${baseUrl}/user-files?limit=20`, { headers })
  check(answer, { 'is 200': ({ status }) => status === 200 })
}
