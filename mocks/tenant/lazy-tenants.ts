import type { StreamPace } from './tenant.ts'
import type { Tenants } from './tenants.ts'

/** Tenants that are loaded with the first of them: their records are a third of what a page would load before its first call. */
export function createLazyTenants(load: () => Promise<Tenants>): Tenants {
  let loaded: Tenants | undefined
  let loading: Promise<Tenants> | undefined
  let pace: StreamPace | undefined
  const start = async () => {
    loaded = await load()
    if (pace) loaded.setPace(pace)
    return loaded
  }
  const forget = (error: unknown) => {
    loading = undefined
    throw error
  }
  return {
    get(name) {
      if (loaded) return loaded.get(name)
      loading ??= start().catch(forget)
      return loading.then((tenants) => tenants.get(name))
    },
    list: () => loaded?.list() ?? [],
    reset: (name) => loaded?.reset(name),
    setPace(stream) {
      pace = stream
      loaded?.setPace(stream)
    },
  }
}
