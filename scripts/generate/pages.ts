import { clientsPage } from './clients-page.ts'
import { errorsPage, operationsPage } from './documents.ts'
import { faultsPage } from './faults-page.ts'
import { installPage } from './install-page.ts'
import { optionsPage } from './options-page.ts'
import { peoplePage } from './people-page.ts'

/** Every generated page, by its path from the root. */
export const pages = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/errors.md', errorsPage()],
    ['docs/operations.md', operationsPage()],
    ['docs/install.md', installPage()],
    ['docs/options.md', optionsPage()],
    ['docs/faults.md', faultsPage()],
    ['docs/clients.md', clientsPage()],
    ['docs/people.md', peoplePage()],
  ])
