import { boundTenant } from '../api/control.ts'
import { facts } from '../api/facts.ts'
import { names } from '../tenant/tenant.ts'
import { streamState } from '../traffic/traffic.ts'
import { goTo, linkTo, route, type Tab, tabs } from './route.ts'
import { nextTheme, theme } from './theme.ts'

const titles: Readonly<Record<Tab, string>> = {
  traffic: 'Traffic',
  faults: 'Faults',
  tenant: 'Tenant',
  errors: 'Errors',
}

const stateWords = { connecting: 'connecting', live: 'live', lost: 'no connection' } as const

function TenantField() {
  const { tenant } = route.value
  return (
    <span class="tenant-field">
      <label for="tenant">Tenant</label>
      <input
        id="tenant"
        list="tenants"
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder="all tenants"
        readOnly={boundTenant !== undefined}
        pattern="[A-Za-z0-9_\-]{1,64}"
        value={tenant ?? ''}
        onChange={({ currentTarget }) => {
          if (currentTarget.checkValidity())
            goTo({ tenant: currentTarget.value || undefined, detail: route.value.detail })
        }}
      />
      <datalist id="tenants">
        {names.value.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {tenant !== undefined && boundTenant === undefined && (
        <a class="button quiet" href={linkTo({ tenant: undefined })} aria-label="Show all tenants">
          ✕
        </a>
      )}
    </span>
  )
}

export function Header() {
  return (
    <header class="top">
      <h1>
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <rect width="16" height="16" rx="4" fill="var(--accent)" />
          <path
            d="M3 9h3l1.5-4 2 6L11 9h2"
            fill="none"
            stroke="#fff"
            stroke-width="1.4"
            stroke-linejoin="round"
            stroke-linecap="round"
          />
        </svg>
        <span>Mock console</span>
      </h1>
      <nav aria-label="Parts of the console">
        {tabs.map((tab, index) => (
          <a
            key={tab}
            href={linkTo({ tab })}
            aria-current={route.value.tab === tab ? 'page' : undefined}
            title={`Key ${index + 1}`}
          >
            {titles[tab]}
          </a>
        ))}
      </nav>
      <span class="spring" />
      <TenantField />
      <span class={`state ${streamState.value}`} role="status" title={`aion-contract ${facts.value?.version ?? ''}`}>
        <i aria-hidden="true" />
        <span>{stateWords[streamState.value]}</span>
      </span>
      <button
        type="button"
        class="quiet theme"
        onClick={nextTheme}
        aria-label={`Colours: ${theme.value}`}
        title={`Colours: ${theme.value}`}
      >
        {{ auto: '◐', light: '○', dark: '●' }[theme.value]}
      </button>
    </header>
  )
}
