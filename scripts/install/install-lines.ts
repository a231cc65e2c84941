/**
 * The name under which the package is published: the owner's scope comes here, once there is one. Until then it is a name
 * that nobody can register, because npm takes no capital letters.
 */
export const publishedName = '@OWNER/aion-contract'

/** Puts the package into a project, from a checkout in the folder beside it: what every guide begins with. */
export const packLines: readonly string[] = ['npm --prefix ../aion-contract ci', 'npm pack ../aion-contract']

/** The file that `npm pack` leaves in the project. */
export const packedFile = './aion-contract-*.tgz'

/** How the command is run where the package is installed. Where it is not, npx stops instead of fetching the name. */
export const runLine = 'npx --no-install aion-contract'
