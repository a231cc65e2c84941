/** How many attempts of one tenant the journal keeps: nobody can wait for more of them. */
export const keptOfTenant = 1_000
