import type { TenantLimits } from '../../tenant/limits.ts'
import type { Usage } from '../../tenant/usage.ts'
import { formatBytes, words } from '../parts/format.ts'
import type { TenantView } from './tenant.ts'

/** Which limit a usage counts against. */
const limitOf = {
  storageBytes: 'storageBytes',
  descriptions: 'descriptionsPerMonth',
  activeUploads: 'concurrentUploads',
  streamBytes: 'streamMemoryBytes',
} as const satisfies Record<keyof Usage, keyof TenantLimits>

const format = (name: string, value: number | null) => {
  if (value === null) return 'no limit'
  return /bytes$/i.test(name) ? formatBytes(value) : value.toLocaleString('en')
}

/** What is used, beside what may be. */
export function UsageList({ tenant: { usage, limits } }: { readonly tenant: TenantView }) {
  return (
    <dl class="usage">
      {Object.entries(limitOf).map(([name, limitName]) => {
        const used = usage[name as keyof Usage] // a key of limitOf
        const limit = limits[limitName]
        const share = limit === null || limit === 0 ? 0 : Math.min(1, used / limit)
        return (
          <div key={name}>
            <dt>{words(name).replace(/ bytes$/, '')}</dt>
            <dd>
              <span>
                <b>{format(name, used)}</b> <span class="soft">of {format(limitName, limit)}</span>
              </span>
              <span class={`bar ${share >= 1 ? 'empty-bar' : share > 0.8 ? 'low-bar' : ''}`}>
                <span style={{ width: `${share * 100}%` }} />
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Every limit in force; those that differ from the plan's stand out. */
export function LimitList({ tenant: { limits, overridden } }: { readonly tenant: TenantView }) {
  return (
    <table class="limits">
      <tbody>
        {Object.entries(limits).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{words(name).replace(/ bytes$/, '')}</th>
            <td>
              {format(name, value)}
              {overridden.includes(name) && <span class="tag">changed</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
