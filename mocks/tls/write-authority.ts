import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { CertificateProblem } from './certificate-problem.ts'
import { authorityName } from './make-certificate.ts'

/** Whether a text is nothing but an authority that was made by an earlier start. */
function isOurs(text: string): boolean {
  if ((text.match(/-----BEGIN /g) ?? []).length !== 1) return false
  try {
    return new X509Certificate(text).subject === `CN=${authorityName}`
  } catch {
    return false
  }
}

/**
 * Writes an authority to a file; the one of an earlier start is replaced, anything else stays.
 * @throws CertificateProblem when the file is something else, or cannot be written
 */
export function writeAuthority(file: string, pem: string): void {
  let before = ''
  try {
    before = readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException // readFileSync throws nothing else
    if (code !== 'ENOENT') throw new CertificateProblem(`the CA file ${file} cannot be written (${code})`, { cause })
  }
  if (before !== '' && !isOurs(before))
    throw new CertificateProblem(
      `the CA file ${file} exists and is something else: it is left as it is; choose another`,
    )
  try {
    writeFileSync(file, pem)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException // writeFileSync throws nothing else
    throw new CertificateProblem(`the CA file ${file} cannot be written (${code})`, { cause })
  }
}
