/** Where the API lies when nobody says otherwise. */
export const defaultBasePath = '/api/v2'

/** What keeps a text from being the path under which the API lies, if anything. */
function basePathIssue(basePath: string): string | undefined {
  if (!basePath.startsWith('/')) return 'begins with a slash'
  if (basePath === '/' || basePath.endsWith('/')) return 'has a name, and no slash at its end'
  if (!/^(\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+$/.test(basePath)) return 'is made of segments without blanks, ? and #'
  if (/^\/(__mock|t)(\/|$)/.test(basePath)) return 'does not begin with /__mock or /t, which lead elsewhere in the mock'
  if (basePath.split('/').some((segment) => segment === '.' || segment === '..'))
    return 'has no . and ..: clients take them out'
  return undefined
}

/** @throws TypeError for a base path under which nothing could ever be reached */
export function refuseBasePath(basePath: string): void {
  const issue = basePathIssue(basePath)
  if (issue !== undefined) throw new TypeError(`basePath ${JSON.stringify(basePath)} cannot work: a base path ${issue}`)
}
