import { facts } from '../api/facts.ts'
import { linkTo, route } from '../app/route.ts'
import { Code } from '../parts/copy.tsx'
import { plural } from '../parts/format.ts'
import { firstCurl } from '../traffic/first-curl.ts'
import { ClockButtons } from './clock-buttons.tsx'
import { TenantChoices, TenantPatchForm } from './patch-form.tsx'
import { RateBar } from './rate-bar.tsx'
import { names, problem, resetTenant, seen } from './tenant.ts'
import { LimitList, UsageList } from './usage-list.tsx'

function Choose() {
  return (
    <div class="empty">
      <h2>Choose a tenant</h2>
      <p>
        A tenant is one isolated world, named by a key: <code>{facts.value?.keyPrefix}</code> and a name of your choice.
        Type one into the field at the top, or take one that exists:
      </p>
      {names.value.length === 0 ? (
        <p class="soft">None yet: the first request with a key makes one.</p>
      ) : (
        <ul class="plain names">
          {names.value.map((name) => (
            <li key={name}>
              <a href={linkTo({ tenant: name })}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One tenant: what it may, what it has used, how late it is there. */
export function TenantTab() {
  const known = facts.value
  if (route.value.tenant === undefined) return <Choose />
  const now = seen.value
  if (!known || !now)
    return (
      <div class="empty" role="status">
        {problem.value || 'Asking …'}
      </div>
    )
  const { tenant } = now
  return (
    <div class="columns">
      <div class="column">
        <section class="card" aria-labelledby="tenant-title">
          <header class="card-head">
            <h2 id="tenant-title">{tenant.name}</h2>
            <span class="soft">
              {plural(tenant.records.files, 'file')}, {plural(tenant.records.folders, 'folder')}
            </span>
            <span class="spring" />
            <button type="button" onClick={() => void resetTenant(tenant.name)}>
              Reset
            </button>
          </header>
          <TenantChoices facts={known} tenant={tenant} />
          <RateBar seen={now} />
          <UsageList tenant={tenant} />
        </section>
        <section class="card" aria-labelledby="clock-title">
          <h2 id="clock-title">Clock</h2>
          <ClockButtons seen={now} />
        </section>
        <section class="card" aria-labelledby="curl-title">
          <h2 id="curl-title">A request of this tenant</h2>
          <Code label="A request of this tenant" text={firstCurl(known, location.origin, tenant.name)} />
        </section>
      </div>
      <div class="column">
        <section class="card" aria-labelledby="change-title">
          <h2 id="change-title">Change more</h2>
          <TenantPatchForm facts={known} tenant={tenant} />
        </section>
        <section class="card" aria-labelledby="limits-title">
          <h2 id="limits-title">Limits</h2>
          <LimitList tenant={tenant} />
        </section>
      </div>
    </div>
  )
}
